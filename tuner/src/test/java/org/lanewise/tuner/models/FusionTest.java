package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.tuner.models.SmallModel.real;
import static org.lanewise.tuner.models.SmallModel.tensor;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionTest {
    private static SmallModel layer() {
        return new SmallModel()
                .input("x", 1, 4, 8, 8)
                .weights("w", 4, 1, 3, 3)
                .depthwise("dw", "x", "c", 4)
                .output("y");
    }

    private static SmallModel ending(String operator, String... more) {
        List<String> inputs = new ArrayList<>(List.of("c"));
        inputs.addAll(List.of(more));
        return layer().node(operator, inputs, "y");
    }

    private static String epilogue(SmallModel model) {
        String text = SmallModel.only(model.layers()).workload().toString();
        return text.replaceFirst(".*_nchw_?", "");
    }

    private static String left(SmallModel model) {
        return SmallModel.only(model.layers()).left().orElse("");
    }

    @Test
    void aBiasOfTheConvolutionIsItsEpilogue() {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 4, 8, 8)
                        .weights("w", 4, 1, 3, 3)
                        .numbers("b", 1, 2, 3, 4)
                        .conv("dw", List.of("x", "w", "b"), "y", 4)
                        .output("y");
        assertThat(epilogue(model)).isEqualTo("bias");
        assertThat(SmallModel.only(model.layers()).weights().numbers().bias())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void aBiasThatIsComputedStaysBehind() {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 4, 8, 8)
                        .input("b", 4)
                        .weights("w", 4, 1, 3, 3)
                        .conv("dw", List.of("x", "w", "b"), "c", 4)
                        .node("Relu", List.of("c"), "y")
                        .output("y");
        assertThat(epilogue(model)).isEmpty();
        assertThat(left(model)).isEqualTo("its bias, which is computed at run time");
    }

    @Test
    void reluAndClipAreClamps() {
        assertThat(epilogue(ending("Relu"))).isEqualTo("relu");
        assertThat(epilogue(ending("Clip", "lo", "hi").number("lo", 0).number("hi", 6)))
                .isEqualTo("relu6");
        assertThat(epilogue(ending("Clip", "", "hi").number("hi", 6))).isEqualTo("clamp..6.0");
        assertThat(epilogue(ending("Clip", "lo").number("lo", -1))).isEqualTo("clamp-1.0..");
        assertThat(epilogue(ending("Clip"))).isEmpty();
    }

    @Test
    void olderClipsSayTheirBoundsInAttributes() {
        assertThat(
                        epilogue(
                                layer().opset(9)
                                        .node(
                                                "Clip",
                                                List.of("c"),
                                                "y",
                                                real("min", 0),
                                                real("max", 6))))
                .isEqualTo("relu6");
        assertThat(epilogue(layer().opset(10).node("Clip", List.of("c"), "y", real("max", 6))))
                .isEqualTo("clamp..6.0");
        assertThat(
                        epilogue(
                                layer().opset(7)
                                        .node(
                                                "Clip",
                                                List.of("c"),
                                                "y",
                                                real("min", -Float.MAX_VALUE),
                                                real("max", Float.MAX_VALUE))))
                .isEmpty();
    }

    @Test
    void clampsBehindEachOtherAreOne() {
        SmallModel model =
                layer().number("lo", -3)
                        .number("hi", 6)
                        .node("Clip", List.of("c", "lo", "hi"), "d")
                        .node("Relu", List.of("d"), "y");
        assertThat(epilogue(model)).isEqualTo("relu6");
        assertThat(SmallModel.only(model.layers()).fused()).containsExactly("Clip", "Relu");
    }

    @Test
    void aBoundThatIsComputedOrAboveTheOtherOneStaysBehind() {
        SmallModel computed = ending("Clip", "", "hi").typedInput("hi", SmallModel.FLOAT);
        assertThat(epilogue(computed)).isEmpty();
        assertThat(left(computed)).isEqualTo("Clip with a bound computed at run time");
        SmallModel crossed = ending("Clip", "lo", "hi").number("lo", 2).number("hi", 1);
        assertThat(left(crossed)).isEqualTo("Clip from 2.0 to 1.0");
        SmallModel none = ending("Clip", "lo").number("lo", Float.NaN);
        assertThat(left(none)).startsWith("Clip from NaN");
    }

    @Test
    void anAddOfANumberForEachChannelIsABias() {
        SmallModel first = ending("Add", "b").weights("b", 1, 4, 1, 1);
        assertThat(epilogue(first)).isEqualTo("bias");
        assertThat(SmallModel.only(first.layers()).weights().numbers().bias())
                .containsExactly(0, 0.01f, 0.02f, 0.03f);
        SmallModel second =
                layer().weights("b", 4, 1, 1)
                        .node("Add", List.of("b", "c"), "d")
                        .node("Relu", List.of("d"), "y");
        assertThat(epilogue(second)).isEqualTo("bias_relu");
        assertThat(epilogue(ending("Add", "b").number("b", 7))).isEqualTo("bias");
    }

    @Test
    void anAddOfAnythingElseIsOfAWholeTensor() {
        // Four numbers at the end stand for columns, not for channels.
        SmallModel columns = ending("Add", "b").numbers("b", 1, 2, 3, 4, 5, 6);
        SmallModel square =
                new SmallModel()
                        .input("x", 1, 6, 8, 8)
                        .weights("w", 6, 1, 3, 3)
                        .depthwise("dw", "x", "c", 6)
                        .numbers("b", 1, 2, 3, 4, 5, 6)
                        .node("Add", List.of("c", "b"), "y")
                        .output("y");
        SmallModel other = ending("Add", "x2").input("x2", 1, 4, 6, 6);
        SmallModel itself = ending("Add", "c");
        for (SmallModel model : List.of(columns, square, other, itself)) {
            assertThat(epilogue(model)).isEmpty();
            assertThat(left(model)).isEqualTo("Add of a whole tensor");
        }
    }

    @Test
    void nothingIsAddedBehindAClamp() {
        SmallModel model =
                layer().weights("b", 1, 4, 1, 1)
                        .node("Relu", List.of("c"), "d")
                        .node("Add", List.of("d", "b"), "y");
        assertThat(epilogue(model)).isEqualTo("relu");
        assertThat(left(model)).isEqualTo("Add behind a clamp");
    }

    @Test
    void batchNormalizationGoesIntoWeightsAndBias() {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 2, 8, 8)
                        .weights("w", 2, 1, 1, 2)
                        .numbers("b", 5, 6)
                        .numbers("scale", 2, 3)
                        .numbers("shift", 0.5f, -0.5f)
                        .numbers("mean", 1, 2)
                        .numbers("variance", 4, 0.25f)
                        .conv("dw", List.of("x", "w", "b"), "c", 2)
                        .node("Identity", List.of("c"), "i")
                        .node(
                                "BatchNormalization",
                                List.of("i", "scale", "shift", "mean", "variance"),
                                "n",
                                real("epsilon", 0))
                        .node("Relu", List.of("n"), "y")
                        .output("y");
        assertThat(epilogue(model)).isEqualTo("bias_relu");
        LayerWeights.Numbers numbers = SmallModel.only(model.layers()).weights().numbers();
        // Weights are 0, 0.01 and 0.02, 0.03; the factors 2 / 2 and 3 / 0.5.
        assertThat(numbers.weights())
                .containsExactly(new float[] {0, 0.01f, 0.12f, 0.18f}, within(1e-6f));
        assertThat(numbers.bias()).containsExactly(new float[] {4.5f, 23.5f}, within(1e-6f));
    }

    @Test
    void batchNormalizationInTrainingOrOfOtherNumbersStaysBehind() {
        SmallModel training =
                layer().numbers("n", 1, 1, 1, 1)
                        .node(
                                "BatchNormalization",
                                List.of("c", "n", "n", "n", "n"),
                                "y",
                                whole("training_mode", 1));
        assertThat(left(training)).isEqualTo("BatchNormalization of a model in training");
        SmallModel computed =
                layer().numbers("n", 1, 1, 1, 1)
                        .input("mean", 4)
                        .node("BatchNormalization", List.of("c", "n", "n", "mean", "n"), "y");
        assertThat(left(computed))
                .isEqualTo("BatchNormalization with numbers that are no constants of its channels");
        assertThat(epilogue(computed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HardSwish", "Sigmoid", "LeakyRelu", "HardSigmoid", "Tanh"})
    void whatIsNotFusedIsSaid(String operator) {
        assertThat(epilogue(ending(operator))).isEmpty();
        assertThat(left(ending(operator))).isEqualTo(operator);
    }

    @Test
    void aValueThatSeveralNodesReadOrThatIsAnOutputIsKeptAsItIs() {
        SmallModel swish =
                layer().node("Sigmoid", List.of("c"), "s").node("Mul", List.of("c", "s"), "y");
        assertThat(left(swish)).isEqualTo("Sigmoid and Mul of a value that several nodes read");
        SmallModel output = ending("Relu").output("c");
        assertThat(epilogue(output)).isEmpty();
        assertThat(left(output)).isEqualTo("Relu of an output of the model");
    }

    @Test
    void anotherConvolutionBehindIsNothingToSay() {
        SmallModel model = layer().weights("p", 8, 4, 1, 1).conv("pw", List.of("c", "p"), "y", 1);
        assertThat(left(model)).isEmpty();
    }

    @Test
    void constantsMayBeNodesBehindTheOnesThatReadThem() {
        SmallModel model =
                layer().node("Clip", List.of("c", "lo", ""), "y")
                        .node("Constant", List.of(), "lo", tensor("value", SmallModel.floats("")));
        assertThat(epilogue(model)).isEqualTo("relu");
    }

    @Test
    void oneDimensionalLayersHaveEpiloguesToo() {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 4, 20)
                        .weights("w", 4, 1, 3)
                        .depthwise("dw", "x", "c", 4, wholesOf("pads", 1, 1))
                        .weights("b", 4, 1)
                        .node("Add", List.of("c", "b"), "a")
                        .node("Relu", List.of("a"), "y")
                        .output("y");
        assertThat(model.workload()).isEqualTo("4x1x20_k1x3_s1_p0.1.0.1_nchw_bias_relu");
    }
}
