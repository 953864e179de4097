package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/** A run of which nobody would look at each trial. */
@Tag("slow")
final class ManyTrialsTest {
    private static final int TRIALS = 100_000;
    private static final int BATCH = 10_000;

    @TempDir Path folder;

    @Test
    void aRunOfAHundredThousandTrialsIsReportedInSeconds() throws IOException {
        Path page = folder.resolve("report.html");
        try (TuningDatabase db = Databases.open(folder.resolve("many"))) {
            fill(db);
            long start = System.nanoTime();
            TuningReport.write(page, ReportModels.from(db, best()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            // Four seconds on two busy cores; what grows with the square of the trials takes
            // minutes.
            assertThat(took).isLessThan(Duration.ofSeconds(15));
            assertThat(Files.size(page)).isLessThan(10_000_000);
        }
    }

    private static BestConfig best() {
        TunedLayer layer =
                new TunedLayer(
                        "conv",
                        Trials.WORKLOAD,
                        Trials.BEST,
                        Trials.time(2_000),
                        Trials.DEFAULT,
                        Trials.time(8_000));
        return new BestConfig(SampleRun.MACHINE, "many", CacheState.HOT, 100, List.of(layer));
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
