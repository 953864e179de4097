package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.FLOAT16;
import static org.lanewise.tuner.models.SmallModel.UINT8;
import static org.lanewise.tuner.models.SmallModel.nodeOf;
import static org.lanewise.tuner.models.SmallModel.whole;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    /** A model with a float layer that is tuned whatever is beside it. */
    private static SmallModel beside() {
        return new SmallModel()
                .input("f", 1, 4, 8, 8)
                .weights("w", 4, 1, 3, 3)
                .depthwise("float", "f", "z", 4)
                .output("z")
                .output("y");
    }

    private static String refusal(SmallModel model) {
        ModelLayers layers = model.layers();
        assertThat(layers.layers()).extracting(ModelLayer::name).containsExactly("float");
        assertThat(layers.refused()).hasSize(1);
        return layers.refused().getFirst().words();
    }

    @Test
    void otherPrecisionsAreRefusedByName() {
        assertThat(
                        refusal(
                                beside().typedInput("x", FLOAT16, 1, 4, 8, 8)
                                        .constant(SmallModel.zeros("h", FLOAT16, 2, 4, 1, 3, 3))
                                        .conv("half", List.of("x", "h"), "y", 4)))
                .isEqualTo("Conv 'half': it is computed in float16; kernels compute in float32.");
        assertThat(
                        refusal(
                                beside().typedInput("x", SmallModel.DOUBLE, 1, 4, 8, 8)
                                        .constant(
                                                SmallModel.zeros(
                                                        "d", SmallModel.DOUBLE, 8, 4, 1, 3, 3))
                                        .conv("twice", List.of("x", "d"), "y", 4)))
                .isEqualTo("Conv 'twice': it is computed in double; kernels compute in float32.");
    }

    @Test
    void quantisedConvolutionsAreRefusedByName() {
        SmallModel linear =
                beside().typedInput("x", UINT8, 1, 4, 8, 8)
                        .constant(SmallModel.zeros("q", UINT8, 1, 4, 1, 3, 3))
                        .number("s", 1)
                        .constant(SmallModel.zeros("zp", UINT8, 1))
                        .node(
                                "linear",
                                "QLinearConv",
                                List.of("x", "s", "zp", "q", "s", "zp", "s", "zp"),
                                List.of("y"),
                                whole("group", 4));
        assertThat(refusal(linear))
                .isEqualTo("QLinearConv 'linear': it is quantised; kernels compute in float32.");
        SmallModel integer =
                beside().typedInput("x", UINT8, 1, 4, 8, 8)
                        .constant(SmallModel.zeros("q", UINT8, 1, 4, 1, 3, 3))
                        .node(
                                "integer",
                                "ConvInteger",
                                List.of("x", "q"),
                                List.of("y"),
                                whole("group", 4));
        assertThat(refusal(integer))
                .isEqualTo("ConvInteger 'integer': it is quantised; kernels compute in float32.");
    }

    @Test
    void convolutionsBetweenQuantisersAreRefusedByName() {
        SmallModel weights =
                beside().input("x", 1, 4, 8, 8)
                        .constant(SmallModel.zeros("q", UINT8, 1, 4, 1, 3, 3))
                        .number("s", 1)
                        .node("dq", "DequantizeLinear", List.of("q", "s"), List.of("v"))
                        .node("Identity", List.of("v"), "u")
                        .conv("qdq", List.of("x", "u"), "y", 4);
        assertThat(refusal(weights))
                .isEqualTo(
                        "Conv 'qdq': it is quantised: its weights come from DequantizeLinear 'dq'.");
        SmallModel input =
                beside().typedInput("q", UINT8, 1, 4, 8, 8)
                        .number("s", 1)
                        .node("dq", "DequantizeLinear", List.of("q", "s"), List.of("x"))
                        .conv("qdq", List.of("x", "w"), "y", 4);
        assertThat(refusal(input))
                .isEqualTo(
                        "Conv 'qdq': it is quantised: its input comes from DequantizeLinear 'dq'.");
    }

    @Test
    void transposedAndForeignConvolutionsAreRefusedByName() {
        assertThat(
                        refusal(
                                beside().node(
                                                "up",
                                                "ConvTranspose",
                                                List.of("f", "w"),
                                                List.of("y"),
                                                whole("group", 4))))
                .isEqualTo("ConvTranspose 'up': it is a transposed convolution.");
        assertThat(
                        refusal(
                                beside().node(
                                                nodeOf(
                                                                "fused",
                                                                "FusedConv",
                                                                List.of("f", "w"),
                                                                List.of("y"),
                                                                whole("group", 4))
                                                        .toBuilder()
                                                        .setDomain("com.microsoft")
                                                        .build())))
                .isEqualTo("com.microsoft.FusedConv 'fused': its operator is none of ONNX's own.");
    }

    @Test
    void groupsThatDoNotFitTheirWeightsAreRefused() {
        assertThat(
                        refusal(
                                beside().weights("v", 6, 1, 3, 3)
                                        .conv("odd", List.of("f", "v"), "y", 4)))
                .isEqualTo(
                        "Conv 'odd': its weights have 6 output channels, which cannot be shared out to 4 groups.");
        assertThat(refusal(beside().conv("none", List.of("f", "w"), "y", 0)))
                .isEqualTo(
                        "Conv 'none': its weights have 4 output channels, which cannot be shared out to 0 groups.");
    }
}
