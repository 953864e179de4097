package org.lanewise.tuner.t4;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/**
 * A schedule space as T1: the knobs and their values. The rules between knobs are no expressions of
 * that format; what they forbid has no result, which readers take for a broken constraint.
 */
final class SpaceJson {
    private SpaceJson() {}

    static JsonObject of(Benchmark benchmark) {
        ScheduleSpace space = benchmark.space();
        List<Schedule> measured = benchmark.results().stream().map(Result::schedule).toList();
        return new JsonObject()
                .with(
                        "General",
                        new JsonObject()
                                .with("BenchmarkName", benchmark.name())
                                .with("OutputFormat", "JSON"))
                .with(
                        "ConfigurationSpace",
                        new JsonObject()
                                .with(
                                        "TuningParameters",
                                        benchmark.knobs().stream()
                                                .map(knob -> parameter(knob, space, measured))
                                                .toList())
                                .with("Conditions", List.of()))
                .with(
                        "KernelSpecification",
                        new JsonObject()
                                .with("Language", "Java")
                                .with("BenchmarkName", "lanewise")
                                .with("KernelName", space.workload().toString())
                                .with("Device", benchmark.machine().cpu()));
    }

    /** Values that only schedules with results have count, too. */
    private static JsonObject parameter(
            Knob<?> knob, ScheduleSpace space, List<Schedule> measured) {
        Set<String> values = new LinkedHashSet<>();
        space.knobs().stream()
                .filter(range -> range.name().equals(knob.name()))
                .map(KnobRange::texts)
                .forEach(values::addAll);
        measured.stream().map(knob::textOf).forEach(values::add);
        boolean numbers = isNumber(knob);
        JsonObject parameter =
                new JsonObject()
                        .with("Name", knob.name())
                        .with("Type", numbers ? "int" : "string")
                        .with(
                                "Values",
                                values.stream()
                                        .map(value -> numbers ? value : "'" + value + "'")
                                        .collect(Collectors.joining(", ", "[", "]")));
        Optional<LegalSchedule> plain = space.defaultSchedule();
        return plain.isEmpty()
                ? parameter
                : parameter.with("Default", value(knob, plain.get().schedule()));
    }

    /** A knob's value of a schedule: a number, or a text. */
    static Object value(Knob<?> knob, Schedule schedule) {
        String text = knob.textOf(schedule);
        return isNumber(knob) ? (Object) Integer.valueOf(text) : text;
    }

    private static boolean isNumber(Knob<?> knob) {
        return knob.all().stream().allMatch(Integer.class::isInstance);
    }
}
