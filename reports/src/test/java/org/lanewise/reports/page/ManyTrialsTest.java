package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.index.IndexReader;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/** A run of which nobody would look at each trial. */
@Tag("slow")
final class ManyTrialsTest {
    private static final int TRIALS = 100_000;
    private static final int BATCH = 10_000;
    private static final int RUNS = 500;
    private static final int SUITES = 10;
    private static final int SCREENED = 60;
    private static final int ROUNDS = 3;

    private static final int WINDOW = 900;

    @TempDir static Path folder;

    @Test
    void aRunOfAHundredThousandTrialsIsReportedInSecondsAndScrolls()
            throws IOException, InterruptedException {
        Path page = folder.resolve("report.html");
        try (TuningDatabase db = Databases.open(folder.resolve("many"))) {
            fill(db);
            long start = System.nanoTime();
            TuningReport.write(page, ReportModels.from(db, best("many", Trials.WORKLOAD)));
            inSeconds("%,d trials reported".formatted(TRIALS), start);
            assertThat(Files.size(page)).isLessThan(10_000_000);
        }
        try (Chromium browser = Chromium.startIfInstalled(folder);
                Tab tab = browser.tab().sized(1280, WINDOW)) {
            long start = System.nanoTime();
            tab.open(page);
            inSeconds("Its page opened", start);
            long atTop = System.nanoTime();
            double length = tab.number("document.documentElement.scrollHeight");
            for (double top = 0; top < length; top += WINDOW) {
                tab.value(scrolledTo(top));
            }
            inSeconds("and scrolled through", atTop);
            assertThat(tab.number("document.querySelectorAll('.chart:has(svg, canvas)').length"))
                    .isEqualTo(tab.number("document.querySelectorAll('.chart').length"));
            assertThat(tab.console()).isEmpty();
        }
    }

    /** Once what is there was drawn. */
    private static String scrolledTo(double top) {
        return "new Promise(drawn => { scrollTo(0, "
                + top
                + "); requestAnimationFrame(() => requestAnimationFrame(drawn)); })";
    }

    @Test
    void anIndexOfFiveHundredRunsIsWrittenInSeconds() throws IOException {
        Path page = folder.resolve("index.html");
        try (TuningDatabase db = Databases.open(folder.resolve("runs"))) {
            fillRuns(db);
            long start = System.nanoTime();
            IndexPage.write(page, IndexReader.read(db));
            inSeconds("An index of %,d runs written".formatted(RUNS), start);
            assertThat(page).content().contains(SUITES + " results", SUITES + " layers");
        }
    }

    /** A few on two busy cores; what grows with the square of the trials takes minutes. */
    private static void inSeconds(String what, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(Locale.ROOT, "%s in %.1f s%n", what, took.toMillis() / 1e3);
        assertThat(took).isLessThan(Duration.ofSeconds(15));
    }

    private static Workload workload(int suite) {
        return Workload.parse(32 * (1 + suite) + "x8x8_k3_s1_p1_nchw16c");
    }

    /** Each of some suites tuned again and again: a search, and a confirmation behind it. */
    private static void fillRuns(TuningDatabase db) {
        Random random = new Random(7);
        List<Fact> facts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            for (int trial = 0; trial < SCREENED; trial++) {
                facts.add(trial(run, Trials.OTHER, Stage.SCREEN, 3_000, facts.size(), random));
            }
            for (int round = 0; round < ROUNDS; round++) {
                facts.add(trial(run, Trials.DEFAULT, Stage.CONFIRM, 8_000, facts.size(), random));
                facts.add(trial(run, Trials.BEST, Stage.CONFIRM, 2_000, facts.size(), random));
            }
        }
        db.history().add(facts);
        for (int suite = 0; suite < SUITES; suite++) {
            db.saveBest(best("net" + suite, workload(suite)));
        }
    }

    private static Fact trial(
            int run, Schedule schedule, Stage stage, double about, int number, Random random) {
        double ns = about * (0.98 + 0.04 * random.nextDouble());
        return new Fact.OfTrial(
                new UUID(8, number),
                number + 1,
                SampleRun.MACHINE,
                KernelSource.GENERATOR,
                Optional.of(new UUID(9, run)),
                new Trial(
                        workload(run % SUITES),
                        schedule,
                        stage,
                        CacheState.HOT,
                        "s",
                        run,
                        new Outcome.Measured(new Estimate(ns, ns, ns), List.of(ns), 1),
                        Instant.EPOCH.plusSeconds(number)));
    }

    private static BestConfig best(String suite, Workload workload) {
        TunedLayer layer =
                new TunedLayer(
                        "conv",
                        workload,
                        Trials.BEST,
                        Trials.time(2_000),
                        Trials.DEFAULT,
                        Trials.time(8_000));
        return new BestConfig(SampleRun.MACHINE, suite, CacheState.HOT, 100, List.of(layer));
    }

    private static void fill(TuningDatabase db) {
        Random random = new Random(7);
        List<Schedule> schedules =
                ScheduleSpace.of(Trials.WORKLOAD, SampleRun.MACHINE.target())
                        .legal()
                        .limit(BATCH)
                        .map(LegalSchedule::schedule)
                        .toList();
        List<Fact> batch = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
            double ns = 2_000 + 10_000 * random.nextDouble();
            Trial trial =
                    new Trial(
                            Trials.WORKLOAD,
                            schedules.get(i % schedules.size()),
                            Stage.SCREEN,
                            CacheState.HOT,
                            "s",
                            1,
                            new Outcome.Measured(new Estimate(ns, ns, ns), List.of(ns), 1),
                            Instant.EPOCH.plusMillis(i));
            batch.add(
                    new Fact.OfTrial(
                            new UUID(7, i),
                            i + 1,
                            SampleRun.MACHINE,
                            KernelSource.GENERATOR,
                            Optional.empty(),
                            trial));
            if (batch.size() == BATCH) {
                db.history().add(batch);
                batch.clear();
            }
        }
    }
}
