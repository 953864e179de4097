package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Network;
import org.lanewise.runtime.NetworkBuilder;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tensor.Filter;
import org.lanewise.tensor.FilterOrder;

/** All layers of a network prepared at once, with weights in TFLite's order. */
@Tag("slow")
class Example08_Network {
    @TempDir private Path folder;

    @Test
    void prepareANetwork() throws Exception {
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder))) {
            NetworkBuilder builder = kernels.network();
            kernels.layers()
                    .forEach((layer, workload) -> {
                        // (1, kh, kw, channels), as the model's file holds them.
                        float[] weights = new float[(int) workload.weightElements()];
                        builder.add(layer, Filter.of(FilterOrder.HWIO, weights));
                    });
            try (Network network =
                    builder.prepare(
                            Duration.ofSeconds(60),
                            (layer, result, done, all) ->
                                    System.out.println(done + " of " + all + ": " + layer))) {
                System.out.println(network);
                assertThat(network.slow()).isEmpty();
                for (DepthwiseConv conv : network.layers().values()) {
                    float[] output = new float[(int) conv.workload().outputElements()];
                    conv.run(new float[(int) conv.workload().inputElements()], output);
                    assertThat(output).containsOnly(0);
                }
            }
        }
    }
}
