package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.SmallConfig;
import org.lanewise.workload.Workload;

/** What {@code lanewise time} prints of real kernels, and what it refuses. */
@Tag("slow")
class TimeCommandTest {
    private static final String LAYER = "64x14x14_k3_s1_p1_nchw8c";
    private static final String PLAIN = "c128_b1_t1x1_chw_taps_held_raw";
    private static final String SLOW = "c128_b1_t1x1_chw_none_reload_checked";
    private static final Pattern VERDICT =
            Pattern.compile("x +\\d+\\.\\d\\d–\\d+\\.\\d\\d +(faster|slower|not known to differ)$");

    @TempDir private Path folder;

    /** How sure it is a busy machine decides; this one takes several times as long. */
    @Test
    void realSchedulesTakeTurnsInFreshJvms() {
        CliProcess.Ended ended =
                InProcess.run(
                        "time",
                        LAYER,
                        "--schedule",
                        "default",
                        "--schedule",
                        SLOW,
                        "--jvms",
                        "3",
                        "--rounds",
                        "4");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("layer", "contender", "to default", "interval")
                .containsPattern(
                        SLOW
                                + " is 0\\.\\d\\dx \\(\\d+\\.\\d\\d.\\d+\\.\\d\\d\\) as fast as default in the geometric mean of 1 layer");
        assertThat(ended.out().lines().filter(line -> line.contains(SLOW)).findFirst())
                .hasValueSatisfying(row -> assertThat(row).containsPattern(VERDICT));
        assertThat(ended.err()).contains("Timing: 3 of 3");
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
                InProcess.run("time", LAYER, "--schedule", "c128_b1_t40x40_chw_taps_held_raw");
        assertThat(ended.exit()).isEqualTo(Main.FAILED);
        assertThat(ended.err()).contains("breaks the rule tile-within-output").hasLineCount(1);
    }

    @Test
    void theBestOfALayerThatNobodyTunedIsRefusedWithTheCommandThatTunesIt() {
        Databases.open(database()).close();
        CliProcess.Ended ended = best();
        assertThat(ended.exit()).isEqualTo(Main.FAILED);
        assertThat(ended.err())
                .contains("The database holds no result for " + LAYER, "lanewise tune " + LAYER)
                .hasLineCount(1);
    }

    @Test
    void theBestOfAnotherMachineIsNotTimedAsThisOnes() {
        save(new Machine("Example CPU", "avx512", 512, 8, "Linux", "Example 25", List.of()));
        CliProcess.Ended ended = best();
        assertThat(ended.exit()).isEqualTo(Main.FAILED);
        assertThat(ended.err())
                .contains(
                        "Nothing is tuned for " + LAYER,
                        "on this machine; run 'lanewise tune " + LAYER,
                        "leave '--schedule best' out")
                .hasLineCount(1);
    }

    @Test
    void theBestOfThisMachineIsTimed() {
        save(SmallConfig.plainJvm());
        CliProcess.Ended ended = best();
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern(LAYER + " +best +" + PLAIN + " +\\d");
    }

    private void save(Machine machine) {
        Estimate time = new Estimate(1000, 990, 1010);
        Schedule schedule = Schedule.parse(PLAIN);
        TunedLayer layer =
                new TunedLayer(LAYER, Workload.parse(LAYER), schedule, time, schedule, time);
        try (TuningDatabase database = Databases.open(database())) {
            database.saveBest(new BestConfig(machine, LAYER, CacheState.HOT, 100, List.of(layer)));
        }
    }

    private Path database() {
        return folder.resolve("t.mv.db");
    }

    private CliProcess.Ended best() {
        return InProcess.run(
                "time",
                LAYER,
                "--schedule",
                "best",
                "--jvms",
                "1",
                "--rounds",
                "3",
                "--db",
                database().toString());
    }
}
