package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.reports.peers.Standings;
import org.lanewise.tuner.peers.compare.LayerComparison;
import org.lanewise.tuner.peers.compare.Ratios;
import org.lanewise.tuner.peers.compare.Showing;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

class PeersTableTest {
    private static final Layer LAYER =
            new Layer("conv_dw", Workload.parse("16x8x8_k3_s1_p1_nhwc"), 1);

    private static final List<LayerComparison> LAYERS =
            List.of(
                    new LayerComparison(
                            LAYER,
                            1,
                            CacheState.HOT,
                            600,
                            List.of(
                                    new Showing(
                                            "Lanewise",
                                            "c512",
                                            true,
                                            new Showing.Result.Timed(
                                                    new Estimate(1000, 900, 1250),
                                                    List.of(900.0, 1000.0, 1250.0))),
                                    new Showing(
                                            "oneDNN nhwc",
                                            "jit_dw",
                                            true,
                                            new Showing.Result.Timed(
                                                    new Estimate(2000, 1900, 2100),
                                                    List.of(1900.0, 2000.0, 2100.0))),
                                    new Showing(
                                            "oneDNN any",
                                            "",
                                            true,
                                            new Showing.Result.Failed("not today")))));

    private static final Standings STANDINGS = Ratios.standings(LAYERS);

    @TempDir private Path folder;

    @Test
    void aTableSaysWhoComputedWithWhatAndHowFast() {
        assertThat(PeersTable.lines(LAYERS, STANDINGS))
                .containsExactly(
                        "layer    contender    implementation  us      95% interval  GFLOP/s  to best peer  Lanewise to it  interval   of roofline",
                        "conv_dw  Lanewise     c512              1.00  [0.90, 1.25]     18.4         1.92x               -          -          60%",
                        "conv_dw  oneDNN nhwc  jit_dw            2.00  [1.90, 2.10]      9.2         1.00x           1.92x  1.43–2.58          30%",
                        "conv_dw  oneDNN any                   failed             -        -             -               -          -            -");
        assertThat(PeersTable.failures(LAYERS))
                .containsExactly("oneDNN any on conv_dw: not today.");
    }

    @Test
    void theEndSetsLanewiseAgainstEachPeerAndTheBest() {
        assertThat(PeersTable.summary(LAYERS, STANDINGS))
                .containsExactly(
                        "Lanewise to                 geometric mean  interval   least  whole time  layers",
                        "oneDNN nhwc                          1.92x  1.43–2.58  1.92x       1.92x       1",
                        "oneDNN any                               -          -      -           -       0",
                        "the best peer, same layout           1.92x          -  1.92x       1.92x       1");
    }

    @Test
    void theRooflineIsNamedAndDoubtedWhereAKernelIsAboveIt() {
        MachineLimits limits =
                new MachineLimits(
                        2,
                        250.4,
                        List.of(
                                new MemoryLevel("L1", 1, 240),
                                new MemoryLevel("memory", Long.MAX_VALUE, 20)));
        String words =
                "Roofline: 250 GFLOP/s and copies of L1 240, memory 20 GB/s, measured with the Vector API, threads: 2.";
        assertThat(PeersTable.limits(limits, LAYERS)).containsExactly(words);

        LayerComparison possible = LAYERS.getFirst();
        LayerComparison impossible =
                new LayerComparison(LAYER, 2, CacheState.HOT, 1001, possible.showings());
        assertThat(PeersTable.limits(limits, List.of(possible, impossible)))
                .startsWith(words)
                .element(1)
                .asString()
                .contains("--remeasure");
    }

    @Test
    void withoutThePeersJarsOneSentenceSaysHowToGetThem() throws IOException {
        for (String none :
                new String[] {null, folder.resolve("no").toString(), folder.toString()}) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> PeerJars.in(none))
                    .withMessageContaining("tuner/bin/lanewise peers");
        }
        Path jar = Files.createFile(folder.resolve("some.jar"));
        Files.createFile(folder.resolve("notes.txt"));
        assertThat(PeerJars.in(folder.toString())).containsExactly(jar.toString());
    }
}
