package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Which layout a suite has whose layout nobody names. */
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

    @Test
    void aWorkloadOfItsOwnIsFoundInAnotherLayout() {
        Path file = folder.resolve("t.mv.db");
        String workload = "64x112x112_k3_s2_p1";
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(tuned(workload + "_nchw", workload + "_nchw"));
        }
        CliProcess.Ended none =
                InProcess.run("best", workload, "--layout", "nhwc", "--db", file.toString());
        assertThat(none.err()).contains("but in nchw, which --layout chooses");
    }

    @Test
    void whereSeveralMachinesAreMeantItIsToBeNamed() {
        Path file = folder.resolve("t.mv.db");
        Databases.open(file).close();
        CliProcess.Ended refused =
                InProcess.run(
                        "export",
                        "mobilenet_v1",
                        "--machine",
                        "all",
                        "-o",
                        folder.resolve("all.lanewise").toString(),
                        "--db",
                        file.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("name the layout").hasLineCount(1);
    }

    @Test
    void jobsForAllKindsOfMachinesWantItNamedToo() {
        CliProcess.Ended refused =
                InProcess.run(
                        "submit",
                        "mobilenet_v1",
                        "--db",
                        "jdbc:postgresql://nobody.invalid/lanewise");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("name the layout").hasLineCount(1);
    }

    @Test
    @Tag("slow")
    void blocksAreAsWideAsTheVectorsHere() throws IOException {
        Path file = folder.resolve("t.mv.db");
        Databases.open(file).close();
        Layout here = Layout.blockedFor(MachineProbe.detect().vectorBits());
        Path suite =
                Files.writeString(
                        folder.resolve("two.suite"), "a 8x8x8_k3_s1_p1\nb 8x8x8_k3_s1_p1_bias\n");
        for (String meant : List.of("mobilenet_v1", suite.toString())) {
            assertThat(InProcess.run("best", meant, "--db", file.toString()).err())
                    .contains(" in " + here.text() + ";");
        }
    }

    private static BestConfig tuned(String workload) {
        return tuned("mobilenet_v1", workload);
    }

    private static BestConfig tuned(String suite, String workload) {
        Machine machine = new Machine("CPU", "avx512", 512, 2, "Linux", "25", List.of());
        Schedule schedule = Schedule.parse("c128_b1_t1x4_chw_taps_held_raw");
        Estimate time = new Estimate(1000, 990, 1010);
        Workload computed = Workload.parse(workload);
        return new BestConfig(
                machine,
                suite,
                CacheState.HOT,
                100,
                List.of(new TunedLayer("a", computed, schedule, time, schedule, time)));
    }
}
