package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Workload;

/** Ask a pack for a layer by the name of its node in the model. */
@Tag("slow")
class Example07_LayerByName {
    @TempDir private Path folder;

    @Test
    void findALayer() throws IOException {
        // 'lanewise tune model.onnx' and 'lanewise export model.onnx -o FILE' have written such a
        // file; its layers are called as the model's nodes are.
        String node = "/features/features.11/conv/conv.1/Conv";
        Path pack = Packs.model(folder, node);

        try (TunedKernels kernels = TunedKernels.load(pack)) {
            Workload workload = kernels.layer(node);

            // The weights of that node, as the model holds them.
            float[] weights = new float[(int) workload.weightElements()];
            try (DepthwiseConv conv = kernels.depthwise(workload, weights)) {
                float[] output = new float[(int) workload.outputElements()];
                conv.run(new float[(int) workload.inputElements()], output);
                assertThat(output).containsOnly(0);
            }
        }
    }
}
