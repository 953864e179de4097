package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

final class ResultsCommandTest {
    private static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");
    private static final Schedule BEST = Schedule.parse("c512_b1_t2x4_chw_taps_held_raw");

    /** The second layer of the network, which runs it once, and one that runs five times. */
    private static final Workload ONCE = Workload.parse("64x112x112_k3_s2_p1_nchw16c");

    private static final Workload OFTEN = Workload.parse("512x14x14_k3_s1_p1_nchw16c");

    @TempDir Path folder;

    private static Machine machine(String cpu) {
        return new Machine(cpu, "avx512", 512, 8, "Linux", "Example 25", List.of("-Xmx1g"));
    }

    private static Estimate time(double ns) {
        return new Estimate(ns, ns * 0.99, ns * 1.01);
    }

    private static TunedLayer layer(String name, Workload workload) {
        return new TunedLayer(name, workload, BEST, time(1_000), DEFAULT, time(2_000));
    }

    private String database(String... cpus) {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            for (String cpu : cpus) {
                database.saveBest(
                        new BestConfig(
                                machine(cpu),
                                "mobilenet_v1",
                                CacheState.HOT,
                                100,
                                List.of(layer("a|b", ONCE), layer("often", OFTEN))));
            }
            database.savePeers(
                    machine("Fast CPU"),
                    new PeerTimes(
                            OFTEN,
                            1,
                            CacheState.HOT,
                            List.of(
                                    contender("Lanewise", BEST.toString(), 1_000),
                                    contender("plain Java", "loops", 30_000))));
        }
        return file.toString();
    }

    private static PeerTimes.Contender contender(String name, String with, double ns) {
        return new PeerTimes.Contender(name, with, true, List.of(ns, ns * 1.01, ns * 0.99));
    }

    @Test
    void aMachinesResultsArePutDownByOneCommand() {
        Path page = folder.resolve("results/fast.md");
        CliProcess.Ended ended =
                InProcess.run("results", "--db", database("Fast CPU"), "-o", page.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(page)
                .content()
                .startsWith("# Results on Fast CPU\n")
                .contains(
                        "| JVM | Example 25 |",
                        "| JVM flags | -Xmx1g |",
                        "## mobilenet_v1, nchw16c, caches hot",
                        "    lanewise report mobilenet_v1 --layout nchw16c\n",
                        "| a\\|b | 64x112x112_k3_s2_p1_nchw16c | 1 | 2.000 µs | 1.000 µs |",
                        "| often | 512x14x14_k3_s1_p1_nchw16c | 5 |",
                        "each as often as the network runs it: 12.00 µs by default, 6.000 µs at best, 2.00× as fast.",
                        "as fast as plain Java over 1 layer",
                        "| often | plain Java | loops | 30.00 µs | 1.000 µs | 30.00× (");
    }

    @Test
    void ofSeveralMachinesOneIsChosen() {
        String database = database("Fast CPU", "Slow CPU");

        assertThat(InProcess.run("results", "--db", database).err().lines())
                .singleElement()
                .asString()
                .contains("choose one with --machine: ", "Fast CPU", "Slow CPU");
        CliProcess.Ended slow = InProcess.run("results", "--db", database, "--machine", "slow cpu");
        assertThat(slow.out()).contains("# Results on Slow CPU").doesNotContain("plain Java");
        assertThat(InProcess.run("results", "--db", database, "--machine", "arm").err())
                .contains("holds no such result");
    }
}
