package org.lanewise.tuner.t4;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/**
 * A schedule space as T1: the knobs and their values. The rules between knobs are no expressions of
 * that format; what they forbid has no result, which readers take for a broken constraint.
 */
final class SpaceJson {
    private SpaceJson() {}

    /**
     * @param space all that a search may propose
     * @param measured schedules that have results; values that only they have count, too
     */
    static JsonObject of(ScheduleSpace space, Collection<Schedule> measured) {
        return new JsonObject()
                .with(
                        "General",
                        new JsonObject()
                                .with("BenchmarkName", "lanewise " + space.workload())
                                .with("OutputFormat", "JSON"))
                .with(
                        "ConfigurationSpace",
                        new JsonObject()
                                .with(
                                        "TuningParameters",
                                        Knobs.KNOBS.stream()
                                                .map(knob -> parameter(knob, space, measured))
                                                .toList())
                                .with("Conditions", List.of()))
                .with(
                        "KernelSpecification",
                        new JsonObject()
                                .with("Language", "Java")
                                .with("BenchmarkName", "lanewise")
                                .with("KernelName", space.workload().toString()));
    }

    private static JsonObject parameter(
            Knob<?> knob, ScheduleSpace space, Collection<Schedule> measured) {
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
