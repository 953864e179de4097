package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.NOON;
import static org.lanewise.db.sql.Fixtures.THIRD;
import static org.lanewise.db.sql.Fixtures.WORKLOAD;
import static org.lanewise.db.sql.Fixtures.trial;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class TrialsTest {
    private static final String TEXT =
            "line 1\nline 2 \u00b5s \ud83d\ude00 'quoted' :name ${x} \\ ? \u0000end ";

    static final List<Outcome> OUTCOMES =
            List.of(
                    new Outcome.Measured(
                            new Estimate(THIRD, Double.MIN_VALUE, Double.MAX_VALUE),
                            List.of(
                                    THIRD,
                                    0.1,
                                    Double.MIN_VALUE,
                                    Math.PI * 1e300,
                                    Math.nextUp(1e9)),
                            Math.nextDown(0.3)),
                    new Outcome.Measured(
                            new Estimate(1, 1, Double.POSITIVE_INFINITY), List.of(), 0),
                    new Outcome.CompileFailed(TEXT),
                    new Outcome.CompileFailed(""),
                    new Outcome.WrongResult(TEXT),
                    new Outcome.NotIntrinsified(Long.MAX_VALUE, ""),
                    new Outcome.NotIntrinsified(0, TEXT),
                    new Outcome.TimedOut(1L << 40),
                    new Outcome.WorkerDied("x".repeat(3_000_000)));

    @TempDir Path folder;

    @Test
    void trialsStandInTheOrderInWhichTheyWereRecordedThoughTheClockWasSetBack() {
        Trial before = trial(1, new Outcome.TimedOut(1), NOON);
        Trial after = trial(2, new Outcome.TimedOut(2), NOON.minusSeconds(3600));
        try (TuningDatabase database = open()) {
            database.append(MACHINE, before);
            database.append(MACHINE, after);
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(before, after);
        }
    }

    @Test
    void whatWasRecordedBeforeSteppingAndHypervisorWereIsReadOn() {
        Machine here =
                new Machine(
                        MACHINE.cpu(),
                        "1",
                        "KVM",
                        MACHINE.isa(),
                        MACHINE.vectorBits(),
                        MACHINE.cores(),
                        MACHINE.os(),
                        MACHINE.jdk(),
                        MACHINE.jvmFlags());
        Machine bare =
                new Machine(
                        MACHINE.cpu(),
                        "1",
                        Machine.BARE,
                        MACHINE.isa(),
                        MACHINE.vectorBits(),
                        MACHINE.cores(),
                        MACHINE.os(),
                        MACHINE.jdk(),
                        MACHINE.jvmFlags());
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
            database.append(here, trial(2));
            assertThat(database.trials(here, WORKLOAD)).containsExactly(trial(1), trial(2));
            assertThat(database.trials(bare, WORKLOAD)).containsExactly(trial(1));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial(1));
            assertThat(database.workloads(bare)).containsExactly(WORKLOAD);
        }
    }

    @Test
    void trialsOfEveryGeneratorTellWhichRunRecordedThem() {
        UUID run = UUID.randomUUID();
        int other = KernelSource.GENERATOR - 1;
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
            database.append(MACHINE, run, trial(2));
            database.history()
                    .add(
                            List.of(
                                    new Fact.OfTrial(
                                            UUID.randomUUID(),
                                            1,
                                            MACHINE,
                                            other,
                                            Optional.of(run),
                                            trial(3))));
            assertThat(database.recorded(MACHINE, WORKLOAD))
                    .containsExactly(
                            new Recorded(Optional.of(run), other, trial(3)),
                            new Recorded(Optional.empty(), KernelSource.GENERATOR, trial(1)),
                            new Recorded(Optional.of(run), KernelSource.GENERATOR, trial(2)));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial(1), trial(2));
        }
    }

    @Test
    void theWorkloadsOfAMachineAreListedOnceEach() {
        Machine other = new Machine("other", "aarch64/128", 128, 1, "Linux", "25", List.of());
        try (TuningDatabase database = open()) {
            assertThat(database.workloads(MACHINE)).isEmpty();
            database.append(MACHINE, trial(1, new Outcome.TimedOut(1), NOON));
            database.append(MACHINE, trial(2, new Outcome.TimedOut(1), NOON));

            assertThat(database.workloads(MACHINE)).containsExactly(WORKLOAD);
            assertThat(database.workloads(other)).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("OUTCOMES")
    void everyOutcomeComesBackExactlyAfterReopening(Outcome outcome) {
        Trial trial =
                trial(Long.MIN_VALUE, outcome, Instant.parse("2026-11-22T21:48:11.123456789Z"));
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial);
        }
        try (TuningDatabase database = open()) {
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial);
        }
    }

    @Test
    void everyKindOfOutcomeIsTried() {
        assertThat(OUTCOMES.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @FieldSource("STAGES")
    void theOtherPartsOfATrialComeBack(Stage stage) {
        Trial trial =
                new Trial(
                        Workload.parse(
                                "2x24x7x9_m2_k3x5_s2x1_p0.1.1.2_d2_nchw_bias_clamp-1.5..4.0"),
                        Schedule.parse("w256_b4_t2x3_hwc_none_reload_checked"),
                        stage,
                        CacheState.COLD,
                        TEXT,
                        -7,
                        new Outcome.TimedOut(5),
                        NOON);
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial);
            assertThat(database.trials(MACHINE, trial.workload())).containsExactly(trial);
        }
    }

    static final List<Stage> STAGES = List.of(Stage.values());

    @Test
    void trialsOfOneInstantComeInTheOrderOfRecording() {
        List<Trial> trials =
                Stream.iterate(9L, seed -> seed - 1)
                        .limit(9)
                        .map(seed -> trial(seed, new Outcome.TimedOut(1), NOON))
                        .toList();
        try (TuningDatabase database = open()) {
            trials.forEach(each -> database.append(MACHINE, each));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactlyElementsOf(trials);
        }
    }

    static final List<Machine> OTHER_MACHINES =
            List.of(
                    new Machine(
                            "Other",
                            "amd64/512",
                            512,
                            8,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/256",
                            512,
                            8,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/512",
                            256,
                            8,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/512",
                            512,
                            4,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/512",
                            512,
                            8,
                            "linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/512",
                            512,
                            8,
                            "Linux",
                            "Vendor 25.0.4",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU", "amd64/512", 512, 8, "Linux", "Vendor 25.0.3", List.of()),
                    new Machine(
                            "Some CPU ",
                            "amd64/512",
                            512,
                            8,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX")),
                    new Machine(
                            "Some CPU",
                            "amd64/512",
                            512,
                            8,
                            "Linux",
                            "Vendor 25.0.3",
                            List.of("-XX:+UseX", "")));

    @ParameterizedTest
    @FieldSource("OTHER_MACHINES")
    void trialsOfAMachineThatDiffersInOnePartAreNotMixedIn(Machine other) {
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
            assertThat(database.trials(other, WORKLOAD)).isEmpty();
            database.append(other, trial(2));
            assertThat(database.trials(other, WORKLOAD)).containsExactly(trial(2));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial(1));
        }
    }

    @Test
    void trialsOfAnEqualMachineOfALaterRunAreFound() {
        Machine equal =
                new Machine(
                        "Some CPU",
                        "amd64/512",
                        512,
                        8,
                        "Linux",
                        "Vendor 25.0.3",
                        List.of("-XX:+UseX"));
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
        }
        try (TuningDatabase database = open()) {
            database.append(equal, trial(2));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial(1), trial(2));
        }
    }

    @Test
    void trialsOfAnotherWorkloadAreNotMixedIn() {
        Workload other = Workload.parse("256x12x12_k3_s1_p1_nchw8c");
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
            assertThat(database.trials(MACHINE, other)).isEmpty();
        }
    }

    @Test
    void theCountIsOverAllMachines() {
        try (TuningDatabase database = open()) {
            assertThat(database.trialCount()).isZero();
            Collections.nCopies(3, trial(1)).forEach(each -> database.append(MACHINE, each));
            database.append(OTHER_MACHINES.getFirst(), trial(1));
            assertThat(database.trialCount()).isEqualTo(4);
        }
    }

    private TuningDatabase open() {
        return EmptyDatabase.open(folder.resolve("trials"));
    }
}
