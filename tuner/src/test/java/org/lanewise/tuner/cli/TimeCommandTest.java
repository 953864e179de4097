package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.sql.Databases;

/** What {@code lanewise time} prints of real kernels, and what it refuses. */
@Tag("slow")
class TimeCommandTest {
    private static final String PLAIN = "c128_b1_t1x1_chw_taps_held_raw";

    @TempDir private Path folder;

    @Test
    void aSlowerScheduleIsSaidToBeSlower() {
        CliProcess.Ended ended =
                InProcess.run(
                        "time",
                        "64x14x14_k3_s1_p1_nchw8c",
                        "--schedule",
                        "default",
                        "--schedule",
                        PLAIN,
                        "--jvms",
                        "5",
                        "--rounds",
                        "6");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out().lines().filter(line -> line.contains(PLAIN)).findFirst())
                .hasValueSatisfying(row -> assertThat(row).endsWith("slower"));
        assertThat(ended.out())
                .contains("layer", "contender", "to default", "interval")
                .containsPattern(
                        PLAIN
                                + " is 0\\.\\d\\dx \\(0\\.\\d\\d.0\\.\\d\\d\\) as fast as default in the geometric mean of 1 layer");
        assertThat(ended.err()).contains("Timing: 5 of 5");
    }

    @Test
    void coldCachesAreMisuseSinceTurnsAreHot() {
        CliProcess.Ended ended = InProcess.run("time", "textbook", "--cache", "cold");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("hot caches; leave --cache out", "time --help");
    }

    @Test
    void aScheduleThatFitsNoLayerIsRefusedWithItsRule() {
        CliProcess.Ended ended =
                InProcess.run(
                        "time",
                        "64x14x14_k3_s1_p1_nchw8c",
                        "--schedule",
                        "c128_b1_t40x40_chw_taps_held_raw");
        assertThat(ended.exit()).isEqualTo(Main.FAILED);
        assertThat(ended.err()).contains("breaks the rule tile-within-output").hasLineCount(1);
    }

    @Test
    void theBestOfALayerThatNobodyTunedIsRefusedWithTheCommandThatTunesIt() {
        Path database = folder.resolve("t.mv.db");
        Databases.open(database).close();
        CliProcess.Ended ended =
                InProcess.run(
                        "time",
                        "64x14x14_k3_s1_p1_nchw8c",
                        "--schedule",
                        "best",
                        "--db",
                        database.toString());
        assertThat(ended.exit()).isEqualTo(Main.FAILED);
        assertThat(ended.err())
                .contains("Nothing is tuned for", "lanewise tune", "leave '--schedule best' out")
                .hasLineCount(1);
    }
}
