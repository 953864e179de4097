package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.NOON;
import static org.lanewise.db.sql.Fixtures.WHOLE;
import static org.lanewise.db.sql.Fixtures.best;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Fact;
import org.lanewise.db.Kernel;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.workload.Layout;

@Execution(ExecutionMode.CONCURRENT)
class BestTest {
    private static final Machine OTHER =
            new Machine("Other", "aarch64/128", 128, 4, "Linux", "Vendor 25", List.of());

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aResultComesBackExactlyAfterReopening(Layout layout) {
        BestConfig saved = best(MACHINE, "net", layout.text(), 12);
        try (TuningDatabase database = open()) {
            database.saveBest(saved);
        }
        try (TuningDatabase database = open()) {
            assertThat(database.best(MACHINE, "net", layout.text(), CacheState.HOT))
                    .contains(saved);
        }
    }

    @Test
    void aResultReplacesTheEarlierOneOfItsMachineSuiteAndLayout() {
        BestConfig later = best(MACHINE, "net", "nhwc", 2);
        try (TuningDatabase database = open()) {
            database.saveBest(best(MACHINE, "net", "nhwc", 5));
            database.saveBest(later);
            assertThat(database.best(MACHINE, "net", Layout.NHWC.text(), CacheState.HOT))
                    .contains(later);
            assertThat(database.allBest()).containsExactly(later);
        }
    }

    @Test
    void resultsThatDifferInMachineSuiteOrLayoutStandSideBySideNewestFirst() {
        List<BestConfig> saved =
                List.of(
                        best(MACHINE, "net", "nhwc", 2),
                        best(OTHER, "net", "nhwc", 2),
                        best(MACHINE, "other", "nhwc", 2),
                        best(MACHINE, "net", "nchw", 2));
        try (TuningDatabase database = open()) {
            saved.forEach(database::saveBest);
            assertThat(database.allBest()).containsExactlyElementsOf(saved.reversed());
            assertThat(database.best(OTHER, "net", Layout.NHWC.text(), CacheState.HOT))
                    .contains(saved.get(1));
            assertThat(database.best(OTHER, "net", Layout.NCHW.text(), CacheState.HOT)).isEmpty();
            assertThat(database.best(MACHINE, "another", Layout.NHWC.text(), CacheState.HOT))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKernelThatCrashedOrComputedSomethingWrongAnywhereIsNoLongerChosen(Outcome.Kind kind) {
        BestConfig saved = best(MACHINE, "net", "nhwc", 2);
        TunedLayer bad = saved.layers().getFirst();
        Outcome outcome =
                kind == Outcome.Kind.WORKER_DIED
                        ? new Outcome.WorkerDied("exit code 134: SIGSEGV")
                        : TrialsTest.OUTCOMES.stream()
                                .filter(one -> one.kind() == kind)
                                .findFirst()
                                .orElseThrow();
        Trial trial =
                new Trial(
                        bad.workload(),
                        bad.best(),
                        Stage.SCREEN,
                        CacheState.HOT,
                        "model",
                        1,
                        outcome,
                        NOON);
        List<TunedLayer> left =
                outcome.condemns() ? List.of(saved.layers().getLast()) : saved.layers();
        try (TuningDatabase database = open()) {
            database.saveBest(saved);
            database.append(OTHER, trial);
            database.append(OTHER, trial);
            assertThat(database.allBest()).containsExactly(saved.with(left));
            assertThat(database.best(MACHINE, "net", "nhwc", CacheState.HOT))
                    .contains(saved.with(left));
            assertThat(database.condemned(MACHINE))
                    .isEqualTo(
                            outcome.condemns()
                                    ? Set.of(new Kernel(bad.workload(), bad.best()))
                                    : Set.of());
            // It is kept: histories lose nothing.
            List<Fact> facts = new ArrayList<>();
            database.history().read(facts::add);
            assertThat(facts)
                    .filteredOn(Fact.OfResult.class::isInstance)
                    .extracting(fact -> ((Fact.OfResult) fact).best())
                    .containsExactly(saved);
        }
        String url = "jdbc:h2:file:" + folder.resolve("best");
        assertThat(DatabaseUrl.best(url, "net", Layout.NHWC, CacheState.HOT))
                .isEqualTo(saved.with(left));
    }

    @Test
    void aResultOfAnotherGeneratorsKernelsIsKeptAndNotChosen() {
        BestConfig old = best(MACHINE, "net", "nhwc", 2);
        BestConfig own = best(MACHINE, "net", "nhwc", 3);
        try (TuningDatabase database = open()) {
            database.history()
                    .add(
                            List.of(
                                    new Fact.OfResult(1, KernelSource.GENERATOR - 1, old),
                                    new Fact.OfResult(2, 0, best(MACHINE, "untold", "nhwc", 1))));
            assertThat(database.allBest()).isEmpty();
            assertThat(database.best(MACHINE, "net", "nhwc", CacheState.HOT)).isEmpty();
            assertThat(database.unproven()).extracting(BestConfig::suite).contains("untold");
            database.saveBest(own);
            assertThat(database.allBest()).containsExactly(own);
            // What it does not say anew is still worth trying.
            assertThat(database.unproven()).contains(old);
        }
    }

    @Test
    void aCondemnedKernelThatAMachineHasTriedAgainIsChosenThereUntilTheNextFailure() {
        BestConfig here = best(MACHINE, "net", "nhwc", 1);
        BestConfig there = best(OTHER, "net", "nhwc", 1);
        Outcome crash = new Outcome.WorkerDied("exit code 134");
        try (TuningDatabase database = open()) {
            Stream.of(here, there).forEach(database::saveBest);
            database.append(OTHER, trialOfWinner(here, Stage.SCREEN, crash));
            assertThat(database.unproven()).containsExactly(there, here);
            database.append(MACHINE, trialOfWinner(here, Stage.REVALIDATE, Fixtures.measured(1)));
            assertThat(database.allBest()).containsExactly(here);
            assertThat(database.unproven()).containsExactly(there);
            database.append(OTHER, trialOfWinner(here, Stage.SCREEN, crash));
            assertThat(database.allBest()).isEmpty();
        }
    }

    private static Trial trialOfWinner(BestConfig best, Stage stage, Outcome outcome) {
        TunedLayer winner = best.layers().getFirst();
        return new Trial(
                winner.workload(), winner.best(), stage, CacheState.HOT, "model", 1, outcome, NOON);
    }

    @Test
    void aResultOfAMachineThatWasNotWhollyRecordedIsFoundUntilItsOwnIsThere() {
        BestConfig before = best(MACHINE, "net", "nhwc", 2);
        BestConfig own = best(WHOLE, "net", "nhwc", 3);
        try (TuningDatabase database = open()) {
            database.saveBest(before);
            assertThat(database.best(WHOLE, "net", "nhwc", CacheState.HOT)).contains(before);
            database.saveBest(own);
            database.saveBest(before);
            assertThat(database.best(WHOLE, "net", "nhwc", CacheState.HOT)).contains(own);
            assertThat(database.best(MACHINE, "net", "nhwc", CacheState.HOT)).contains(before);
        }
    }

    @Test
    void hotAndColdResultsStandSideBySide() {
        BestConfig hot = best(MACHINE, "net", "nhwc", 2);
        BestConfig cold =
                new BestConfig(
                        MACHINE,
                        "net",
                        CacheState.COLD,
                        1,
                        best(MACHINE, "net", "nhwc", 3).layers());
        try (TuningDatabase database = open()) {
            database.saveBest(hot);
            database.saveBest(cold);
            assertThat(database.best(MACHINE, "net", Layout.NHWC.text(), CacheState.HOT))
                    .contains(hot);
            assertThat(database.best(MACHINE, "net", Layout.NHWC.text(), CacheState.COLD))
                    .contains(cold);
        }
        String url = "jdbc:h2:file:" + folder.resolve("best");
        assertThat(DatabaseUrl.best(url, "net", Layout.NHWC, CacheState.HOT)).isEqualTo(hot);
        assertThat(DatabaseUrl.best(url, "net", Layout.NHWC, CacheState.COLD)).isEqualTo(cold);
    }

    @Test
    void aReplacedResultIsTheNewest() {
        BestConfig first = best(MACHINE, "first", "nhwc", 1);
        BestConfig second = best(MACHINE, "second", "nhwc", 1);
        try (TuningDatabase database = open()) {
            Stream.of(first, second, first).forEach(database::saveBest);
            assertThat(database.allBest()).containsExactly(first, second);
        }
    }

    @Test
    void aResultWithoutLayersIsRefusedAndNothingIsLost() {
        BestConfig saved = best(MACHINE, "net", "nhwc", 1);
        BestConfig empty = best(MACHINE, "net", "nhwc", 0);
        try (TuningDatabase database = open()) {
            database.saveBest(saved);
            assertThatThrownBy(() -> database.saveBest(empty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A result has at least one layer.");
            assertThat(database.allBest()).containsExactly(saved);
        }
    }

    @Test
    void aResultOfSeveralLayoutsStandsBesideThoseOfOne() {
        BestConfig one = best(MACHINE, "net", "nhwc", 1);
        List<TunedLayer> layers =
                Stream.of("nhwc", "nchw")
                        .flatMap(layout -> best(MACHINE, "net", layout, 1).layers().stream())
                        .toList();
        BestConfig mixed = new BestConfig(MACHINE, "net", CacheState.HOT, 1, layers);
        try (TuningDatabase database = open()) {
            database.saveBest(one);
            database.saveBest(mixed);
            assertThat(database.allBest()).containsExactly(mixed, one);
            assertThat(database.best(MACHINE, "net", "mixed", CacheState.HOT)).contains(mixed);
            assertThat(database.best(MACHINE, "net", Layout.NHWC.text(), CacheState.HOT))
                    .contains(one);
        }
    }

    @Test
    void aResultThatFailsHalfWayLeavesTheEarlierOne() {
        BestConfig saved = best(MACHINE, "net", "nhwc", 2);
        TunedLayer good = saved.layers().getFirst();
        TunedLayer nameless =
                new TunedLayer(
                        null,
                        good.workload(),
                        good.best(),
                        good.bestTime(),
                        good.defaultSchedule(),
                        good.defaultTime());
        try (TuningDatabase database = open()) {
            database.saveBest(saved);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() ->
                            database.saveBest(
                                    new BestConfig(
                                            MACHINE,
                                            "net",
                                            CacheState.HOT,
                                            1,
                                            List.of(good, nameless))))
                    .withMessageContaining("best.mv.db cannot save a result: NULL not allowed");
            assertThat(database.allBest()).containsExactly(saved);
        }
    }

    private TuningDatabase open() {
        return EmptyDatabase.open(folder.resolve("best"));
    }
}
