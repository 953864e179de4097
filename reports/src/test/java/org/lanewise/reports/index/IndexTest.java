package org.lanewise.reports.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.page.IndexPage;
import org.lanewise.reports.page.Trials;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

final class IndexTest {
    private static final Machine MACHINE =
            new Machine("Example", "avx512", 512, 8, "Linux", "Example 25", List.of());
    private static final Workload A = Workload.parse("32x8x8_k3_s1_p1_nchw16c");
    private static final Workload B = Workload.parse("64x8x8_k3_s1_p1_nchw16c");

    @TempDir Path folder;

    private Instant clock = Instant.parse("2026-11-20T08:00:00Z");

    private void add(TuningDatabase db, Workload workload, Stage stage, double... times) {
        add(db, workload, Trials.BEST, stage, times);
    }

    private void add(
            TuningDatabase db, Workload workload, Schedule schedule, Stage stage, double... times) {
        for (double ns : times) {
            clock = clock.plusSeconds(60);
            db.append(
                    MACHINE,
                    new Trial(
                            workload,
                            schedule,
                            stage,
                            CacheState.HOT,
                            "s",
                            1,
                            new Outcome.Measured(new Estimate(ns, ns, ns), List.of(ns), 1),
                            clock));
        }
    }

    private static TunedLayer layer(String name, Workload workload) {
        return new TunedLayer(
                name,
                workload,
                Trials.BEST,
                Trials.time(1_000),
                Trials.DEFAULT,
                Trials.time(2_000));
    }

    private Index index() {
        try (TuningDatabase db = Databases.open(folder.resolve("t"))) {
            for (Workload workload : List.of(A, B)) {
                add(db, workload, Stage.CONFIRM, 1_000, 1_005, 1_010);
                add(db, workload, Stage.SCREEN, 1_000);
            }
            add(db, A, Stage.CONFIRM, 800, 805, 810);
            add(db, B, Stage.CONFIRM, 1_300, 1_305, 1_310);
            db.saveBest(
                    new BestConfig(
                            MACHINE,
                            "<b>suite",
                            CacheState.HOT,
                            100,
                            List.of(layer("faster", A), layer("slower", B))));
            return IndexReader.read(db);
        }
    }

    @Test
    void regressionsComeFirst() {
        Index index = index();

        assertThat(index.changes())
                .extracting(change -> change.history().layer(), Index.Change::verdict)
                .containsExactly(tuple("slower", "slower"), tuple("faster", "faster"));
        assertThat(index.histories().getFirst().bests())
                .extracting(Index.Best::medianNs)
                .containsExactly(1_005.0, 805.0);
        assertThat(index.results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.trials()).isEqualTo(14);
                    assertThat(result.speedup()).isEqualTo(2);
                });
    }

    @Test
    void theBestIsWhatWasChosenAndNotWhateverWasFastest() {
        try (TuningDatabase db = Databases.open(folder.resolve("chosen"))) {
            // Not told apart, so the default was kept; an application ran it. Later BEST won.
            for (double ns : new double[] {2_000, 2_010, 1_990}) {
                add(db, A, Trials.BEST, Stage.CONFIRM, 0.99 * ns);
                add(db, A, Trials.DEFAULT, Stage.CONFIRM, ns);
            }
            add(db, A, Trials.DEFAULT, Stage.CONFIRM, 2_000);
            add(db, A, Trials.DEFAULT, Stage.APPLICATION, 2_000);
            add(db, A, Trials.BEST, Stage.SCREEN, 1_000);
            for (double ns : new double[] {1_000, 1_001, 999}) {
                add(db, A, Trials.OTHER, Stage.CONFIRM, 0.99 * ns);
                add(db, A, Trials.BEST, Stage.CONFIRM, ns);
            }
            db.saveBest(
                    new BestConfig(MACHINE, "net", CacheState.HOT, 100, List.of(layer("conv", A))));

            assertThat(IndexReader.read(db).histories().getFirst().bests())
                    .extracting(Index.Best::schedule)
                    .containsExactly(Trials.DEFAULT, Trials.BEST);
        }
    }

    @Test
    void thePageHoldsThemAsText() throws IOException {
        Path page = folder.resolve("index.html");
        IndexPage.write(page, index());

        assertThat(page)
                .content()
                .contains("&lt;b&gt;suite", "What changed")
                .doesNotContain("<b>suite");
    }

    @Test
    void anEmptyDatabaseHasAnIndex() throws IOException {
        Path page = folder.resolve("index.html");
        try (TuningDatabase db = Databases.open(folder.resolve("empty"))) {
            IndexPage.write(page, IndexReader.read(db));
        }
        assertThat(page).content().contains("No suite was tuned.");
    }
}
