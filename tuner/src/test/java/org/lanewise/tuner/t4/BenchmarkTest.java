package org.lanewise.tuner.t4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/** What is written can be read back: the values of each parameter, and each result by them. */
class BenchmarkTest {
    private static final Machine MACHINE =
            new Machine("CPU", "avx512", 512, 2, "Linux", "25", List.of());
    private static final Workload WORKLOAD = Workload.parse("64x12x12_k3_s1_p1_nchw16c");
    private static final List<Outcome> OUTCOMES =
            List.of(
                    new Outcome.Measured(
                            new Estimate(2_500_000, 2_400_000, 2_600_000),
                            List.of(2.4e6, 2.5e6, 2.6e6),
                            310.5),
                    new Outcome.CompileFailed("no"),
                    new Outcome.WrongResult("no"),
                    new Outcome.NotIntrinsified(16, "no"),
                    new Outcome.TimedOut(1),
                    new Outcome.WorkerDied("no"));

    @TempDir private Path folder;

    private static Trial trial(Schedule schedule, Stage stage, CacheState cache, Outcome outcome) {
        return new Trial(
                WORKLOAD,
                schedule,
                stage,
                cache,
                "model",
                1,
                outcome,
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static List<Schedule> schedules() {
        return ScheduleSpace.of(WORKLOAD, MACHINE.target())
                .legal()
                .map(LegalSchedule::schedule)
                .limit(OUTCOMES.size())
                .toList();
    }

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < OUTCOMES.size(); i++) {
            trials.add(trial(schedules().get(i), Stage.SCREEN, CacheState.HOT, OUTCOMES.get(i)));
        }
        return trials;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r_T4.json", "r_T4.json.gz"})
    void everyResultIsFoundByItsConfiguration(String name) throws IOException {
        Path file = folder.resolve(name);
        Benchmark.of(WORKLOAD, MACHINE, trials()).writeResults(file);
        JsonObject json = JsonObject.parse(text(file));
        assertThat(json.text("schema_version")).isEqualTo("1.1.0");
        assertThat(json.object("metadata").text("timeunit")).isEqualTo("miliseconds");
        Map<Schedule, JsonObject> read = new LinkedHashMap<>();
        for (JsonObject result : json.objects("results")) {
            read.put(schedule(result.object("configuration")), result);
        }
        assertThat(read.keySet()).containsExactlyElementsOf(schedules());
        assertThat(read.values())
                .extracting(result -> result.text("invalidity"))
                .containsExactly(
                        "correct", "compile", "correctness", "runtime", "timeout", "runtime");
        assertThat(read.values())
                .extracting(result -> result.small("correctness"))
                .containsExactly(1, 0, 0, 0, 0, 0);
        JsonObject measured = read.values().iterator().next();
        assertThat(measured.object("times").number("compilation")).isEqualTo(310.5);
        assertThat(measured.object("times").numbers("runtimes")).containsExactly(2.4, 2.5, 2.6);
        assertThat(measured.objects("measurements").getFirst().number("value"))
                .isCloseTo(2.5, within(1e-12));
        assertThat(measured.texts("objectives")).containsExactly("time");
    }

    /** The schedule of such values. */
    private static Schedule schedule(JsonObject configuration) {
        Schedule schedule = schedules().getFirst();
        for (Knob<?> knob : Knobs.KNOBS) {
            boolean number = knob.all().stream().allMatch(Integer.class::isInstance);
            schedule =
                    with(
                            schedule,
                            knob,
                            number
                                    ? String.valueOf(configuration.small(knob.name()))
                                    : configuration.text(knob.name()));
        }
        return schedule;
    }

    private static <T> Schedule with(Schedule schedule, Knob<T> knob, String text) {
        return schedule.with(knob, knob.parse(text));
    }

    @Test
    void theSpaceNamesEveryValueOfEveryResult() throws IOException {
        Path file = folder.resolve("s_T1.json");
        Benchmark.of(WORKLOAD, MACHINE, trials()).writeSpace(file);
        List<JsonObject> parameters =
                JsonObject.parse(text(file))
                        .object("ConfigurationSpace")
                        .objects("TuningParameters");
        assertThat(parameters)
                .extracting(parameter -> parameter.text("Name"))
                .containsExactlyElementsOf(Knobs.KNOBS.stream().map(Knob::name).toList());
        for (int i = 0; i < parameters.size(); i++) {
            Knob<?> knob = Knobs.KNOBS.get(i);
            List<String> values =
                    List.of(
                            parameters
                                    .get(i)
                                    .text("Values")
                                    .replaceAll("[\\[\\]' ]", "")
                                    .split(","));
            assertThat(values)
                    .doesNotHaveDuplicates()
                    .containsAll(
                            schedules().stream().map(schedule -> knob.textOf(schedule)).toList());
        }
    }

    @Test
    void onlyTheLastScreeningOfEachScheduleWithHotCachesCounts() {
        Schedule one = schedules().get(0);
        Schedule other = schedules().get(1);
        Trial last = trial(one, Stage.RESCREEN, CacheState.HOT, OUTCOMES.get(0));
        Trial only = trial(other, Stage.SCREEN, CacheState.HOT, OUTCOMES.get(4));
        assertThat(
                        Benchmark.of(
                                        WORKLOAD,
                                        MACHINE,
                                        List.of(
                                                trial(
                                                        one,
                                                        Stage.SCREEN,
                                                        CacheState.HOT,
                                                        OUTCOMES.get(4)),
                                                only,
                                                last,
                                                trial(
                                                        one,
                                                        Stage.CONFIRM,
                                                        CacheState.HOT,
                                                        OUTCOMES.get(4)),
                                                trial(
                                                        one,
                                                        Stage.SCREEN,
                                                        CacheState.COLD,
                                                        OUTCOMES.get(4))))
                                .results())
                .containsExactly(Result.of(last), Result.of(only));
    }
}
