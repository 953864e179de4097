package org.lanewise.tuner.peers.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.reports.peers.Standings;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** Ratios, rooflines and rows, by hand. */
class ComparisonTest {
    /** 2 x 16 channels x 64 outputs x 9 taps = 18,432 operations; 4 KiB in and 4 KiB out. */
    private static final Workload WORKLOAD = Workload.parse("16x8x8_k3_s1_p1_nchw16c");

    private static final Layer LAYER = new Layer("a", WORKLOAD, 1);

    private static final MachineLimits LIMITS =
            new MachineLimits(
                    1,
                    100,
                    List.of(
                            new MemoryLevel("L1", 8192, 50),
                            new MemoryLevel("L2", 1 << 20, 25),
                            new MemoryLevel("memory", Long.MAX_VALUE, 5)));

    private static Showing timed(String contender, double medianNs) {
        return new Showing(
                contender,
                "impl of " + contender,
                true,
                new Showing.Result.Timed(
                        new Estimate(medianNs, medianNs - 1, medianNs + 2), List.of(medianNs)));
    }

    private static Showing failed(String contender) {
        return new Showing(contender, "", true, new Showing.Result.Failed("no"));
    }

    private static LayerComparison layer(int channels, Showing... showings) {
        Workload workload = Workload.parse(channels + "x8x8_k3_s1_p1_nchw16c");
        return new LayerComparison(
                new Layer("of " + channels, workload, 1),
                1,
                CacheState.HOT,
                200,
                List.of(showings));
    }

    private static LayerComparison layer(Showing... showings) {
        return new LayerComparison(LAYER, 1, CacheState.HOT, 200, List.of(showings));
    }

    @Test
    void aRatioIsToTheFastestPeerAndNeverToLanewiseItself() {
        LayerComparison layer = layer(timed("Lanewise", 400), timed("x", 800), timed("y", 600));
        double[] ratios =
                layer.showings().stream()
                        .mapToDouble(showing -> layer.ratioToBestPeer(showing).orElseThrow())
                        .toArray();
        assertThat(ratios).containsExactly(new double[] {1.5, 0.75, 1}, within(1e-12));
    }

    @Test
    void whoFailedIsNobodysBestPeer() {
        LayerComparison layer = layer(timed("Lanewise", 400), failed("x"), timed("y", 800));
        assertThat(layer.bestPeer()).contains(layer.showings().get(2));
        assertThat(layer.ratioToBestPeer(layer.showings().get(1))).isEmpty();
        assertThat(layer(timed("Lanewise", 400), failed("x")).bestPeer()).isEmpty();
    }

    @Test
    void aPeerThatChoseAnotherLayoutIsShownAndIsNobodysBestPeer() {
        Showing elsewhere =
                new Showing(
                        "any",
                        "fast on nhwc",
                        false,
                        new Showing.Result.Timed(new Estimate(100, 100, 100), List.of(100.0)));
        LayerComparison layer = layer(timed("Lanewise", 400), timed("x", 800), elsewhere);
        assertThat(layer.bestPeer()).contains(layer.showings().get(1));
        assertThat(layer.ratioToBestPeer(elsewhere).orElseThrow()).isCloseTo(8, within(1e-12));
    }

    @Test
    void meansAreGeometricAndCountOnlyLayersThatBothComputed() {
        List<LayerComparison> layers =
                List.of(
                        layer(16, timed("Lanewise", 100), timed("x", 400), timed("y", 200)),
                        layer(32, timed("Lanewise", 100), timed("x", 100), failed("y")),
                        layer(48, failed("Lanewise"), timed("x", 100), timed("y", 100)));
        assertThat(Ratios.peers(layers)).containsExactly("x", "y");
        Standings standings = Ratios.standings(layers);
        assertThat(standings.totals())
                .extracting(Standings.Total::contender, Standings.Total::layers)
                .containsExactly(tuple("x", 2), tuple("y", 1));
        Standings.Total x = standings.totals().getFirst();
        assertThat(x.ratio()).isCloseTo(2, within(1e-12));
        assertThat(x.least()).isCloseTo(1, within(1e-12));
        assertThat(x.whole()).isCloseTo(2.5, within(1e-12));
        assertThat(standings.totals().getLast().least()).isCloseTo(2, within(1e-12));
        assertThat(Ratios.toBestPeers(layers, standings).orElseThrow().ratio())
                .isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(Ratios.toBestPeers(List.of(layers.getLast()), standings)).isEmpty();
    }

    @Test
    void whoIsFasterThanThePeakShowsThatItWasMeasuredTooLow() {
        // 15,488 operations on the image.
        SideBySide.Result result =
                new SideBySide.Result(
                        List.of(
                                layer(timed("Lanewise", 400), timed("x", 193.6)),
                                layer(failed("Lanewise"))),
                        LIMITS,
                        true,
                        Optional.empty());
        assertThat(result.reachedGflops()).isCloseTo(80, within(1e-9));
        MachineLimits doubled = new MachineLimits(1, 200, LIMITS.levels());
        SideBySide.Result again = result.under(doubled);
        assertThat(again.limits()).isEqualTo(doubled);
        assertThat(again.layers().getFirst().rooflineNs())
                .isCloseTo(doubled.leastNanos(WORKLOAD, CacheState.HOT), within(1e-9));
        assertThat(again.layers().getFirst().showings())
                .isEqualTo(result.layers().getFirst().showings());
    }

    @Test
    void oneDnnIsHeldToVectorsAsWideAsTheJvms() {
        assertThat(OneDnnIsa.of(128)).contains(OneDnnIsa.SSE41);
        assertThat(OneDnnIsa.of(256)).contains(OneDnnIsa.AVX2);
        assertThat(OneDnnIsa.of(512)).isEmpty();
    }

    @Test
    void theRooflineIsTheLongerOfComputingAndMoving() {
        // 15,488 operations on the image at 80 a nanosecond; 8,192 bytes at 50.
        MachineLimits slowPipes = new MachineLimits(1, 80, LIMITS.levels());
        assertThat(slowPipes.leastNanos(WORKLOAD, CacheState.HOT)).isCloseTo(193.6, within(1e-9));
        MachineLimits slowMemory =
                new MachineLimits(1, 100, List.of(new MemoryLevel("L1", 8192, 10)));
        assertThat(slowMemory.leastNanos(WORKLOAD, CacheState.HOT)).isCloseTo(819.2, within(1e-9));
    }

    @Test
    void coldTensorsComeFromMainMemory() {
        assertThat(LIMITS.leastNanos(WORKLOAD, CacheState.COLD)).isCloseTo(1638.4, within(1e-9));
    }

    @Test
    void tensorsThatDoNotFitALevelComeFromTheNext() {
        Workload larger = Workload.parse("16x8x9_k1_s1_p0_nchw16c");
        assertThat(LIMITS.leastNanos(larger, CacheState.HOT)).isCloseTo(9216 / 25.0, within(1e-9));
    }

    private static String json(LayerComparison layer) {
        return PeerRow.json(List.of(layer), Ratios.standings(List.of(layer)));
    }

    @Test
    void rowsHoldExactlyTheAgreedNames() {
        String json = json(layer(timed("Lanewise", 460.8), timed("x", 691.2)));
        assertThat(Jsonb.builder().build().type(Object.class).fromJson(json))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .first(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys(
                        "layer",
                        "layout",
                        "threads",
                        "cache",
                        "contender",
                        "implementation",
                        "medianNs",
                        "lowNs",
                        "highNs",
                        "gflops",
                        "ratioToBestPeer",
                        "rooflineShare")
                .containsEntry("layer", "a")
                .containsEntry("layout", "nchw16c")
                .containsEntry("cache", "hot")
                .containsEntry("contender", "Lanewise")
                .containsEntry("implementation", "impl of Lanewise")
                .containsEntry("medianNs", 460.8)
                .containsEntry("lowNs", 459.8)
                .containsEntry("highNs", 462.8)
                .containsEntry("gflops", 40L)
                .containsEntry("ratioToBestPeer", 1.5)
                .containsEntry("rooflineShare", 200 / 460.8);
        assertThat(json)
                .as("a peer's row, of one round")
                .contains("\"lanewiseRatio\":1.5")
                .doesNotContain("lanewiseRatioLow", "lanewiseRatioHigh");
    }

    @Test
    void aFailureIsAnErrorRowWithoutNumbers() {
        LayerComparison layer = layer(timed("Lanewise", 400), failed("x"));
        PeerRow row = PeerRow.of(layer, layer.showings().get(1), Ratios.standings(List.of(layer)));
        assertThat(row.error()).isEqualTo("no");
        assertThat(row.medianNs()).isNull();
        assertThat(json(layer).lines().skip(2).findFirst().orElseThrow())
                .contains("\"error\":\"no\"")
                .doesNotContain("Ns", "gflops", "null");
    }
}
