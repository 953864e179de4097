package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/** Recorded winners that may not be used are tried again before anything new. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class RevalidationTest {
    private static final Schedule OLD = Schedule.parse("c128_b1_t1x1_chw_none_reload_raw");
    private static final Schedule CRASHED = Schedule.parse("c256_b1_t2x2_chw_taps_held_raw");
    private static final Machine ELSEWHERE =
            new Machine("Other", "avx2", 256, 4, "Linux", "Vendor 25", List.of());

    @TempDir private Path folder;

    @Test
    void theWinnerOfAnotherGeneratorAndOneThatCrashedElsewhereComeBeforeAnythingNew()
            throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.small();
            Schedule plain = run.space(RealRun.SMALL).requireDefault().schedule();
            real.database
                    .history()
                    .add(List.of(new Fact.OfResult(1, KernelSource.GENERATOR - 1, won(real, OLD))));
            real.database.saveBest(won(real, CRASHED));
            real.database.append(ELSEWHERE, crash());
            LayerSearch search = RealRun.search(run, RealRun.LAYER);
            search.round(List.of(), 4, run.deadline());
            List<Trial> trials =
                    real.database.trials(real.machine, RealRun.SMALL).stream()
                            // Other work on the machine may make some of them be repeated.
                            .filter(trial -> trial.stage() != Stage.RESCREEN)
                            .toList();
            assertThat(trials).extracting(Trial::schedule).startsWith(plain, CRASHED, OLD);
            assertThat(trials)
                    .extracting(Trial::stage)
                    .startsWith(Stage.SCREEN, Stage.REVALIDATE, Stage.REVALIDATE, Stage.SCREEN);
            assertThat(real.heard.retried).isEqualTo(2);
            // Both are candidates again, and neither is tried a third time.
            assertThat(run.journal().condemned(RealRun.SMALL)).isEmpty();
            assertThat(RealRun.search(run, RealRun.LAYER).hasFirst()).isFalse();
        }
    }

    private static BestConfig won(RealRun real, Schedule winner) {
        Estimate time = new Estimate(2, 1, 3);
        Schedule untuned = Schedule.parse("c256_b1_t2x3_chw_taps_held_raw");
        TunedLayer layer =
                new TunedLayer(RealRun.LAYER.name(), RealRun.SMALL, winner, time, untuned, time);
        return new BestConfig(real.machine, "test", CacheState.HOT, 100, List.of(layer));
    }

    private static Trial crash() {
        return new Trial(
                RealRun.SMALL,
                CRASHED,
                Stage.SCREEN,
                CacheState.HOT,
                "random",
                1,
                new Outcome.WorkerDied("exit code 134"),
                Instant.now());
    }
}
