package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.real;
import static org.lanewise.tuner.models.SmallModel.text;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
    private static SmallModel image() {
        return new SmallModel().input("x", 1, 8, 10, 13).weights("w", 8, 1, 3, 4).output("y");
    }

    /** Rows are 10 under 3 taps, columns 13 under 4. */
    @ParameterizedTest
    @CsvSource({
        "VALID, 1, 1, p0",
        "NOTSET, 1, 1, p0",
        "SAME_UPPER, 1, 1, p1.1.1.2",
        "SAME_LOWER, 1, 1, p1.2.1.1",
        "SAME_UPPER, 2, 1, p0.1.1.2",
        "SAME_LOWER, 2, 1, p1.2.0.1",
        "SAME_UPPER, 1, 2, p2.3.2.3",
        "SAME_UPPER, 3, 1, p1.1.1.2",
        "SAME_LOWER, 3, 2, p2.3.2.3",
        "SAME_UPPER, 5, 1, p0.0.0.1",
    })
    void automaticPaddingIsWhatOnnxDefines(String auto, long stride, long dilation, String pads) {
        String workload =
                image().depthwise(
                                "dw",
                                "x",
                                "y",
                                8,
                                text("auto_pad", auto),
                                wholesOf("strides", stride, stride),
                                wholesOf("dilations", dilation, dilation))
                        .workload();
        assertThat(workload).contains("_" + pads + "_");
    }

    @Test
    void theKernelsSizeFollowsFromTheWeightsAndMustAgreeWithThem() {
        assertThat(image().depthwise("dw", "x", "y", 8).workload())
                .isEqualTo("8x10x13_k3x4_s1_p0_nchw");
        assertThat(image().depthwise("dw", "x", "y", 8, wholesOf("kernel_shape", 3, 4)).workload())
                .isEqualTo("8x10x13_k3x4_s1_p0_nchw");
        assertThat(image().depthwise("dw", "x", "y", 8, wholesOf("kernel_shape", 4, 3)).refusal())
                .isEqualTo("its kernel_shape is [4, 3], but its weights [3, 4]");
    }

    @Test
    void zerosThatAPadPutsAroundTheImageBelongToTheLayer() {
        SmallModel model =
                image().wholes("pads", 0, 0, 0, 1, 0, 0, 2, 3)
                        .node("Pad", List.of("x", "pads"), "p")
                        .depthwise("dw", "p", "y", 8, wholesOf("pads", 1, 1, 1, 1));
        ModelLayer layer = SmallModel.only(model.layers());
        assertThat(layer.workload()).hasToString("8x10x13_k3x4_s1_p1.2.3.4_nchw");
        assertThat(layer.fused()).containsExactly("Pad");
    }

    @Test
    void automaticPaddingComesOnTopOfAPadsZeros() {
        assertThat(
                        image().wholes("pads", 0, 0, 1, 0, 0, 0, 0, 0)
                                .node("Pad", List.of("x", "pads"), "p")
                                .depthwise(
                                        "dw",
                                        "p",
                                        "y",
                                        8,
                                        text("auto_pad", "SAME_UPPER"),
                                        wholesOf("strides", 2, 2))
                                .workload())
                // 11 rows under 3 taps and stride 2 need two more, one on either side.
                .isEqualTo("8x10x13_k3x4_s2_p2.1.1.2_nchw");
    }

    @Test
    void olderPadsSayTheirAmountsInAttributesAndNewerOnesMayNameAxes() {
        assertThat(
                        image().opset(10)
                                .node(
                                        "Pad",
                                        List.of("x"),
                                        "p",
                                        wholesOf("pads", 0, 0, 1, 1, 0, 0, 1, 1),
                                        real("value", 0))
                                .depthwise("dw", "p", "y", 8)
                                .workload())
                .isEqualTo("8x10x13_k3x4_s1_p1_nchw");
        assertThat(
                        image().opset(18)
                                .wholes("pads", 1, 2, 3, 4)
                                .wholes("axes", -1, 2)
                                .number("zero", 0)
                                .node("Pad", List.of("x", "pads", "zero", "axes"), "p")
                                .node("Identity", List.of("p"), "q")
                                .depthwise("dw", "q", "y", 8)
                                .workload())
                .isEqualTo("8x10x13_k3x4_s1_p2.1.4.3_nchw");
    }

    @Test
    void aPadOfOtherValuesOrOtherDimensionsStaysInFront() {
        assertThat(
                        image().wholes("pads", 0, 0, 0, 1, 0, 0, 2, 3)
                                .number("one", 1)
                                .node("Pad", List.of("x", "pads", "one"), "p")
                                .depthwise("dw", "p", "y", 8)
                                .workload())
                .isEqualTo("8x12x17_k3x4_s1_p0_nchw");
        assertThat(
                        image().wholes("pads", 0, 0, 0, 1, 0, 0, 2, 3)
                                .node("Pad", List.of("x", "pads"), "p", text("mode", "reflect"))
                                .depthwise("dw", "p", "y", 8)
                                .workload())
                .isEqualTo("8x12x17_k3x4_s1_p0_nchw");
        assertThat(
                        image().weights("v", 10, 1, 3, 3)
                                .wholes("pads", 0, 1, 0, 0, 0, 1, 0, 0)
                                .node("Pad", List.of("x", "pads"), "p")
                                .conv("dw", List.of("p", "v"), "y", 10)
                                .workload())
                .isEqualTo("10x10x13_k3_s1_p0_nchw");
        assertThat(
                        image().wholes("pads", 0, 0, -1, 0, 0, 0, 0, -2)
                                .node("Pad", List.of("x", "pads"), "p")
                                .depthwise("dw", "p", "y", 8)
                                .workload())
                .isEqualTo("8x9x11_k3x4_s1_p0_nchw");
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThat(image().depthwise("dw", "x", "y", 8, wholesOf("pads", -1, 0, 0, 0)).refusal())
                .isEqualTo("The top padding is -1; it must be 0 or more");
        assertThat(image().depthwise("dw", "x", "y", 8, wholesOf("strides", 0, 1)).refusal())
                .isEqualTo("Conv 'dw' has 0 among its strides");
        assertThat(image().depthwise("dw", "x", "y", 8, wholesOf("pads", 1)).refusal())
                .isEqualTo("Conv 'dw' has the pads [1], which do not fit");
        assertThat(image().depthwise("dw", "x", "y", 8, text("auto_pad", "WIDE")).refusal())
                .isEqualTo("Conv 'dw' has the unknown auto_pad 'WIDE'");
        assertThat(
                        image().depthwise(
                                        "dw",
                                        "x",
                                        "y",
                                        8,
                                        text("auto_pad", "VALID"),
                                        wholesOf("pads", 1, 1, 1, 1))
                                .refusal())
                .isEqualTo("it has both pads and the auto_pad VALID");
    }
}
