package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.FallbackException;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Workload;

/** Choose what happens to a layer that was not tuned: fail, warn, or be silent. */
class Example03_Fallback {
    private static final Workload UNTUNED = Workload.parse("24x20x20_k5_s1_p2_nchw8c");

    @TempDir private Path folder;

    @Test
    void refuseSlowKernelsInProduction() throws IOException {
        LoadOptions strict = LoadOptions.DEFAULT.with(Fallback.FAIL);
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder), strict)) {
            assertThatThrownBy(() -> kernels.depthwise(UNTUNED, new float[24 * 25]))
                    .isInstanceOf(FallbackException.class)
                    .hasMessageContaining("not among the workloads tuned in mobilenet_v1");
        }
    }

    @Test
    void takeTheDefaultScheduleAndAskWhy() throws IOException {
        LoadOptions lenient = LoadOptions.DEFAULT.with(Fallback.SILENT);
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder), lenient);
                DepthwiseConv conv = kernels.depthwise(UNTUNED, new float[24 * 25])) {
            assertThat(kernels.level(UNTUNED)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(conv.explain()).contains("the default, untuned");
        }
    }
}
