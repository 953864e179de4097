package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Which layout a suite has whose layout nobody names. */
@Execution(ExecutionMode.CONCURRENT)
class UnnamedLayoutTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "avx512, 16x8x8_k3_s1_p1, nchw16c",
        "avx2, 16x8x8_k3_s1_p1, nchw8c",
        "sse, 16x8x8_k3_s1_p1, nchw8c",
        "avx2, 16x8x8_k3_s1_p1_nchw16c, nchw16c",
        "avx2, 16x8x8_k3_s1_p1_nchw, nchw"
    })
    void blocksAreAsWideAsTheVectorsOfTheTarget(String target, String workload, String layout) {
        CliProcess.Ended shown = InProcess.run("show", workload, "--target", target, "--no-source");
        assertThat(shown.exit()).as(shown.err()).isZero();
        Workload meant = Workload.parse(shown.out().split(":", 2)[0]);
        assertThat(meant.layout().text()).isEqualTo(layout);
    }

    /** A result may come from a machine whose vectors are wider. */
    @Test
    void whereThereIsNoResultTheLayoutsThatHaveOneAreNamed() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(tuned("64x112x112_k3_s2_p1_nchw16c"));
            database.saveBest(tuned("64x112x112_k3_s2_p1_nchw"));
        }
        CliProcess.Ended none =
                InProcess.run("best", "mobilenet_v1", "--layout", "nhwc", "--db", file.toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err())
                .contains(
                        "in nhwc, but in nchw and nchw16c, which --layout chooses; run 'lanewise");
    }

    private static BestConfig tuned(String workload) {
        Machine machine = new Machine("CPU", "avx512", 512, 2, "Linux", "25", List.of());
        Schedule schedule = Schedule.parse("c128_b1_t1x4_chw_taps_held_raw");
        Estimate time = new Estimate(1000, 990, 1010);
        return new BestConfig(
                machine,
                "mobilenet_v1",
                CacheState.HOT,
                100,
                List.of(
                        new TunedLayer(
                                "a", Workload.parse(workload), schedule, time, schedule, time)));
    }
}
