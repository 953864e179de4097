package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** A long life in one JVM: kernels of every kind, one after the other. */
@Tag("slow")
class MixedKernelsTest {
    /** Far longer than any of these takes alone. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Estimate ANY = new Estimate(1, 1, 1);

    private static final Machine HERE = MachineProbe.detect();

    @Test
    void aKernelReachesCompiledCodeAfterKernelsOfOtherWidthsAccessesAndLayouts() {
        int tile = HERE.target().vectorRegisters() < 32 ? 3 : 10;
        for (String kernel :
                List.of(
                        "32x28x28_k3_s2_p1_nchw w128_b1_t2x2_chw_taps_held_raw",
                        "32x28x28_k3_s2_p1_nchw c256_b1_t2x2_chw_cols_reload_raw",
                        "70x14x14_k3_s1_p1_nhwc c128_b1_t2x2_chw_cols_reload_checked",
                        "64x14x14_k3_s1_p1_nchw8c_bias_relu6 c256_b1_t2x2_chw_taps_held_raw",
                        "64x14x14_k3_s1_p1_nchw8c_bias_relu6 c128_b1_t2x2_chw_none_reload_checked",
                        "16x28x28_m2_k3_s1_p1_nhwc c256_b2_t2x4_chw_taps_held_raw",
                        "32x28x28_m2_k5_s2_p2_nchw16c c128_b2_t3x" + tile + "_chw_cols_reload_raw",
                        "16x28x28_m4_k3_s2_p1_nhwc c128_b2_t2x2_hwc_taps_reload_raw",
                        "8x20x20_k3_s1_p1_nchw w256_b1_t1x1_chw_flat_held_raw",
                        "8x10x6_k3_s1_p1_nchw_bias w128_b1_t1x1_chw_flat_reload_checked",
                        "16x4x4_k3_s1_p1_nchw w256_b8_t1x1_chw_plane_held_raw",
                        "20x28x28_k3_s1_p1_nchw16c c256_b1_t2x4_chw_taps_held_raw",
                        "5x28x28_k3_s1_p1_nchw8c c256_b1_t2x4_chw_taps_held_raw",
                        "64x28x28_k3_s1_p1_nchw16c c256_b2_t2x4_chw_taps_held_raw",
                        "64x28x28_k3_s1_p1_nchw16c c128_b2_t2x4_chw_taps_held_raw")) {
            String[] parts = kernel.split(" ");
            assertThat(warmUp(Workload.parse(parts[0]), Schedule.parse(parts[1])))
                    .as(kernel)
                    .isInstanceOf(WarmUp.Result.Ready.class);
        }
    }

    @Test
    void kernelsOfAllWidthsAndLayoutsWithMultipliersReachCompiledCodeInOneJvm() {
        Workload shape = Workload.parse("18x12x12_m3_k3_s2_p1");
        for (Layout layout : Layout.values()) {
            int widest =
                    Math.min(
                            HERE.vectorBits(),
                            layout.blocked() ? layout.block() * Float.SIZE : 512);
            String axis = layout.channelsTogether() ? "c" : "w";
            for (int bits : List.of(512, 128, 256)) {
                String schedule = axis + bits + "_b1_t1x1_chw_cols_reload_raw";
                if (bits <= widest) {
                    assertThat(warmUp(shape.withLayout(layout), Schedule.parse(schedule)))
                            .as(layout + " " + schedule)
                            .isInstanceOf(WarmUp.Result.Ready.class);
                }
            }
        }
    }

    private static WarmUp.Result warmUp(Workload workload, Schedule schedule) {
        SeededData data = SeededData.of(workload, 1);
        TunedLayer layer = new TunedLayer("layer", workload, schedule, ANY, schedule, ANY);
        BestConfig config = new BestConfig(HERE, "mine", CacheState.HOT, 1, List.of(layer));
        try (TunedKernels kernels =
                        TunedKernels.of(config, LoadOptions.DEFAULT.with(Fallback.FAIL));
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            return conv.warmUp(LIMIT);
        }
    }
}
