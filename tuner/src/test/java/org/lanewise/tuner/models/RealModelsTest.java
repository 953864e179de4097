package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RealModelsTest {
    private static ModelLayers read(String file) {
        return Models.read(SharedModels.require(file), Map.of());
    }

    @Test
    void blazeFaceHasSixteenLayersWithThePaddingOfTensorFlow() {
        ModelLayers model = read(SharedModels.BLAZE_FACE);
        assertThat(model.refused()).isEmpty();
        assertThat(model.layers())
                .extracting(layer -> layer.workload().toString())
                .containsExactly(
                        "24x64x64_k3_s1_p1_nchw",
                        "24x64x64_k3_s1_p1_nchw",
                        "28x64x64_k3_s2_p0.0.1.1_nchw",
                        "32x32x32_k3_s1_p1_nchw",
                        "36x32x32_k3_s1_p1_nchw",
                        "42x32x32_k3_s2_p0.0.1.1_nchw",
                        "48x16x16_k3_s1_p1_nchw",
                        "56x16x16_k3_s1_p1_nchw",
                        "64x16x16_k3_s1_p1_nchw",
                        "72x16x16_k3_s1_p1_nchw",
                        "80x16x16_k3_s1_p1_nchw",
                        "88x16x16_k3_s2_p0.0.1.1_nchw",
                        "96x8x8_k3_s1_p1_nchw",
                        "96x8x8_k3_s1_p1_nchw",
                        "96x8x8_k3_s1_p1_nchw",
                        "96x8x8_k3_s1_p1_nchw");
        assertThat(model.shapes()).isEqualTo(12);
    }

    @Test
    void threeLayersOfMLsdHaveAPadInFrontOfThem() {
        ModelLayers model = read(SharedModels.M_LSD);
        assertThat(model.refused()).isEmpty();
        assertThat(model.layers()).hasSize(10).allMatch(layer -> layer.fused().contains("Clip"));
        assertThat(model.layers())
                .filteredOn(layer -> layer.fused().contains("Pad"))
                .extracting(layer -> layer.workload().toString())
                .containsExactly(
                        "96x160x160_k3_s2_p0.0.1.1_nchw_bias_relu6",
                        "144x80x80_k3_s2_p0.0.1.1_nchw_bias_relu6",
                        "192x40x40_k3_s2_p0.0.1.1_nchw_bias_relu6");
    }
}
