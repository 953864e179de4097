package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.Filter;
import org.lanewise.tensor.FilterOrder;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class NetworkTest {
    private static final Workload FIRST = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final Workload OTHER = Workload.parse("16x8x8_k3_s2_p1_nchw16c");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Filter filter(SeededData data) {
        return Filter.of(FilterOrder.OIHW, data.weights()).withBias(data.bias());
    }

    private static TunedKernels kernels(Fallback fallback) {
        return TunedKernels.of(SampleConfigs.here(FIRST), LoadOptions.DEFAULT.with(fallback));
    }

    @Tag("slow")
    @Test
    void layersArePreparedTogetherAndThoseOfOneWorkloadShareAKernel() throws Exception {
        SeededData one = SeededData.of(FIRST, 1);
        SeededData two = SeededData.of(FIRST, 2);
        SeededData three = SeededData.of(OTHER, 3);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (TunedKernels kernels = kernels(Fallback.SILENT);
                Network network =
                        kernels.network()
                                .add("one", FIRST, filter(one))
                                .add("two", FIRST, filter(two))
                                .add("three", OTHER, filter(three))
                                .prepare(
                                        LIMIT,
                                        (layer, result, done, all) ->
                                                heard.add(done + " of " + all))) {
            assertThat(heard).containsExactly("1 of 3", "2 of 3", "3 of 3");
            assertThat(network.layers()).containsOnlyKeys("one", "two", "three");
            assertThat(network.slow()).isEmpty();
            assertThat(network)
                    .asString()
                    .matches("3 convolutions with 2 kernels, ready after \\d+\\.\\d\\d s\\.");
            assertRight(network.get("one"), one);
            assertRight(network.get("two"), two);
            assertRight(network.get("three"), three);
        }
    }

    private static void assertRight(DepthwiseConv conv, SeededData data) {
        float[] output = new float[(int) conv.workload().outputElements()];
        conv.run(data.input(), output);
        assertThat(Reference.of(conv.workload(), data).firstWrong(output)).isEmpty();
    }

    @Test
    void aLayerIsFoundByTheNameItWasTunedUnder() throws Exception {
        SeededData data = SeededData.of(FIRST, 1);
        try (TunedKernels kernels = kernels(Fallback.FAIL)) {
            String name = kernels.layers().keySet().iterator().next();
            try (Network network =
                    kernels.network().add(name, filter(data)).prepare(Duration.ZERO)) {
                assertThat(network.get(name).workload()).isEqualTo(FIRST);
                assertThatThrownBy(() -> network.get("none"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("There is no layer 'none'; there are " + name + ".");
            }
            assertThatThrownBy(() -> kernels.layer("none"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no layer 'none'; there are " + name + ".");
        }
    }

    /** A network of some kernels, all of whose convolutions are noted. */
    private static NetworkBuilder noting(TunedKernels kernels, List<DepthwiseConv> made) {
        return new NetworkBuilder(
                kernels::layer,
                (workload, filter) -> {
                    DepthwiseConv conv = kernels.depthwise(workload, filter);
                    made.add(conv);
                    return conv;
                },
                false);
    }

    private static void assertClosed(List<DepthwiseConv> made) {
        assertThat(made)
                .allSatisfy(conv ->
                        assertThatThrownBy(conv::workload)
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void whereOneLayerIsRefusedNothingIsLeftOpen() {
        SeededData data = SeededData.of(FIRST, 1);
        List<DepthwiseConv> made = new ArrayList<>();
        try (TunedKernels kernels = kernels(Fallback.FAIL)) {
            NetworkBuilder builder =
                    noting(kernels, made)
                            .add("one", FIRST, filter(data))
                            .add("two", OTHER, filter(SeededData.of(OTHER, 1)));
            assertThatThrownBy(() -> builder.prepare(LIMIT))
                    .isInstanceOf(FallbackException.class)
                    .hasMessageContaining(OTHER.toString());
            assertThatThrownBy(() -> builder.add("one", FIRST, filter(data)))
                    .hasMessage("There are two layers 'one'.");
            assertThat(made).hasSize(1);
            assertClosed(made);
        }
    }

    @Tag("slow")
    @Test
    void whereOneWarmUpFailsTheOthersEndAndNothingIsLeftOpen() throws InterruptedException {
        IllegalStateException enough = new IllegalStateException("enough");
        List<DepthwiseConv> made = new ArrayList<>();
        Set<Thread> warming = ConcurrentHashMap.newKeySet();
        try (TunedKernels kernels = kernels(Fallback.SILENT)) {
            NetworkBuilder builder =
                    noting(kernels, made)
                            .add("one", FIRST, filter(SeededData.of(FIRST, 1)))
                            .add("two", OTHER, filter(SeededData.of(OTHER, 1)));
            assertThatThrownBy(() ->
                            builder.prepare(
                                    LIMIT,
                                    (layer, result, done, all) -> {
                                        warming.addAll(Thread.getAllStackTraces().keySet());
                                        throw enough;
                                    }))
                    .isSameAs(enough);
            assertThat(made).hasSize(2);
            assertClosed(made);
            warming.removeIf(thread -> !thread.getName().startsWith("lanewise-warm-"));
            assertThat(warming).hasSizeBetween(1, 2);
            for (Thread thread : warming) {
                assertThat(thread.join(LIMIT)).as(thread.getName()).isTrue();
            }
        }
    }

    @Test
    void whatProgressThrowsAndAnInterruptEndThePreparing() {
        SeededData data = SeededData.of(FIRST, 1);
        IllegalStateException enough = new IllegalStateException("enough");
        try (TunedKernels kernels = kernels(Fallback.SILENT)) {
            NetworkBuilder builder = kernels.network().add("one", FIRST, filter(data));
            assertThatThrownBy(() ->
                            builder.prepare(
                                    Duration.ZERO,
                                    (layer, result, done, all) -> {
                                        throw enough;
                                    }))
                    .isSameAs(enough);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> builder.prepare(ChronoUnit.FOREVER.getDuration()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void aNetworkWithoutTimeIsRightAndSaysWhatIsStillSlow() throws Exception {
        Workload unseen = Workload.parse("24x11x11_k3_s1_p1_nchw8c");
        SeededData data = SeededData.of(unseen, 1);
        try (TunedKernels kernels = kernels(Fallback.SILENT);
                Network network =
                        kernels.network()
                                .add("late", unseen, filter(data))
                                .prepare(Duration.ZERO)) {
            assertThat(network.slow()).containsExactly("late");
            assertThat(network.toString()).endsWith(" s, but for late.");
            assertRight(network.get("late"), data);
        }
    }

    @Test
    void aClosedNetworkIsClosedThroughout() throws InterruptedException {
        SeededData data = SeededData.of(FIRST, 1);
        try (TunedKernels kernels = kernels(Fallback.SILENT)) {
            Network network =
                    kernels.network().add("one", FIRST, filter(data)).prepare(Duration.ZERO);
            DepthwiseConv conv = network.get("one");
            network.close();
            network.close();
            assertThatThrownBy(conv::workload).isInstanceOf(IllegalStateException.class);
        }
    }
}
