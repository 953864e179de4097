package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.body;
import static org.lanewise.tuner.models.SmallModel.nodeOf;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.tuner.suites.Layer;

class FindingTest {
    private static SmallModel image(long channels) {
        return new SmallModel().input("x", 1, channels, 10, 12).output("y");
    }

    @Test
    void aConvolutionWithAGroupForEachChannelIsDepthwise() {
        SmallModel model =
                image(8).weights("w", 8, 1, 3, 5)
                        .depthwise(
                                "dw",
                                "x",
                                "y",
                                8,
                                wholesOf("pads", 1, 2, 0, 3),
                                wholesOf("strides", 2, 1),
                                wholesOf("dilations", 1, 2));
        assertThat(model.workload()).isEqualTo("8x10x12_k3x5_s2x1_p1.2.0.3_d1x2_nchw");
        assertThat(SmallModel.only(model.layers()).name()).isEqualTo("dw");
    }

    @Test
    void severalOutputsForEachChannelAreAMultiplier() {
        assertThat(image(8).weights("w", 24, 1, 3, 3).depthwise("dw", "x", "y", 8).workload())
                .isEqualTo("8x10x12_m3_k3_s1_p0_nchw");
    }

    @Test
    void ordinaryAndGroupedConvolutionsAreNoDepthwiseOnes() {
        ModelLayers layers =
                image(8).weights("w", 8, 8, 1, 1)
                        .weights("g", 8, 2, 3, 3)
                        .depthwise("pointwise", "x", "a", 1)
                        .conv("grouped", List.of("a", "g"), "y", 4)
                        .layers();
        assertThat(layers.layers()).isEmpty();
        assertThat(layers.refused()).isEmpty();
        assertThat(layers.remarks()).isEmpty();
    }

    @Test
    void aConvolutionOfASingleChannelIsLeftOutWithAWord() {
        ModelLayers layers =
                image(1).weights("w", 4, 1, 3, 3).depthwise("stem", "x", "y", 1).layers();
        assertThat(layers.layers()).isEmpty();
        assertThat(layers.remarks())
                .containsExactly(
                        "Conv 'stem' reads a single channel, which makes it an ordinary convolution; it is left out.");
    }

    @Test
    void aOneDimensionalConvolutionIsOneOfHeightOne() {
        SmallModel model =
                new SmallModel()
                        .input("x", 2, 6, 50)
                        .weights("w", 6, 1, 7)
                        .depthwise(
                                "dw",
                                "x",
                                "y",
                                6,
                                wholesOf("pads", 2, 4),
                                wholesOf("strides", 3),
                                wholesOf("dilations", 2))
                        .output("y");
        assertThat(model.workload()).isEqualTo("2x6x1x50_k1x7_s1x3_p0.2.0.4_d1x2_nchw");
    }

    @Test
    void threeDimensionsAreRefused() {
        assertThat(
                        new SmallModel()
                                .input("x", 1, 4, 8, 8, 8)
                                .weights("w", 4, 1, 3, 3, 3)
                                .depthwise("dw", "x", "y", 4)
                                .output("y")
                                .refusal())
                .isEqualTo("it has 3 spatial dimensions; kernels have one or two");
    }

    @Test
    void branchesAreLookedInto() {
        SmallModel yes = new SmallModel().depthwise("then/dw", "x", "t", 4).output("t");
        SmallModel no =
                new SmallModel()
                        .weights("v", 4, 1, 5, 5)
                        .conv("else/dw", List.of("x", "v"), "e", 4, wholesOf("pads", 1, 1, 1, 1))
                        .output("e");
        ModelLayers layers =
                image(4).typedInput("c", SmallModel.BOOL)
                        .weights("w", 4, 1, 3, 3)
                        .node(
                                "If",
                                List.of("c"),
                                "z",
                                body("then_branch", yes),
                                body("else_branch", no))
                        .conv("after", List.of("z", "w"), "y", 4)
                        .layers();
        assertThat(layers.layers())
                .extracting(layer -> layer.name() + " " + layer.workload())
                .containsExactly(
                        "then/dw 4x10x12_k3_s1_p0_nchw",
                        "else/dw 4x10x12_k5_s1_p1_nchw",
                        "after 4x8x10_k3_s1_p0_nchw");
    }

    @Test
    void aValueOfUnequalBranchesHasNoSize() {
        SmallModel yes = new SmallModel().node("Identity", List.of("x"), "t").output("t");
        SmallModel no =
                new SmallModel()
                        .node("MaxPool", List.of("x"), "e", wholesOf("kernel_shape", 2, 2))
                        .output("e");
        assertThat(
                        image(4).typedInput("c", SmallModel.BOOL)
                                .weights("w", 4, 1, 3, 3)
                                .node(
                                        "branch",
                                        "If",
                                        List.of("c"),
                                        List.of("z"),
                                        body("then_branch", yes),
                                        body("else_branch", no))
                                .conv("after", List.of("z", "w"), "y", 4)
                                .refusal())
                .isEqualTo("its input is 1x4x?x?: If 'branch' has branches of different sizes");
    }

    @Test
    void aLoopsBodyIsLookedIntoWithTheSizesThatEachRoundHas() {
        SmallModel body =
                new SmallModel()
                        .typedInput("i", SmallModel.INT64)
                        .typedInput("go", SmallModel.BOOL)
                        .input("in", "a", "b", "c", "d")
                        .depthwise("round", "in", "out", 4, wholesOf("pads", 1, 1, 1, 1))
                        .output("go")
                        .output("out");
        assertThat(
                        image(4).weights("w", 4, 1, 3, 3)
                                .wholes("times", 5)
                                .node("Loop", List.of("times", "", "x"), "y", body("body", body))
                                .workload())
                .isEqualTo("4x10x12_k3_s1_p1_nchw");
    }

    @Test
    void aLoopThatShrinksItsImageIsRefused() {
        SmallModel body =
                new SmallModel()
                        .typedInput("i", SmallModel.INT64)
                        .typedInput("go", SmallModel.BOOL)
                        .input("in", "a", "b", "c", "d")
                        .depthwise("round", "in", "out", 4)
                        .output("go")
                        .output("out");
        assertThat(
                        image(4).weights("w", 4, 1, 3, 3)
                                .wholes("times", 2)
                                .node("Loop", List.of("times", "", "x"), "y", body("body", body))
                                .refusal())
                .isEqualTo(
                        "its input is 1x4x?x?: Loop 'y' changes the sizes of a value as it goes round");
    }

    @Test
    void aScansBodySeesOneSliceAtATime() {
        SmallModel body =
                new SmallModel()
                        .input("slice", "a", "b", "c")
                        .depthwise("step", "slice", "out", 4)
                        .output("out");
        ModelLayers layers =
                new SmallModel()
                        .input("x", 7, 1, 4, 30)
                        .weights("w", 4, 1, 5)
                        .node(
                                "Scan",
                                List.of("x"),
                                "y",
                                body("body", body),
                                whole("num_scan_inputs", 1))
                        .conv("after", List.of("flat", "w"), "z", 4)
                        .wholes("shape", 7, 4, 26)
                        .node("Reshape", List.of("y", "shape"), "flat")
                        .output("z")
                        .layers();
        assertThat(layers.layers())
                .extracting(layer -> layer.name() + " " + layer.workload())
                .containsExactly("step 4x1x30_k1x5_s1_p0_nchw", "after 7x4x1x26_k1x5_s1_p0_nchw");
    }

    @Test
    void localFunctionsStandWhereTheyAreCalled() {
        FunctionProto block =
                FunctionProto.newBuilder()
                        .setDomain("mine")
                        .setName("Block")
                        .addInput("in")
                        .addInput("filter")
                        .addOutput("out")
                        .addAttribute("step")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                        .addNode(
                                nodeOf(
                                        "dw",
                                        "Conv",
                                        List.of("in", "filter"),
                                        List.of("sum"),
                                        whole("group", 4),
                                        AttributeProto.newBuilder()
                                                .setName("strides")
                                                .setType(AttributeProto.AttributeType.INTS)
                                                .setRefAttrName("step")
                                                .build()))
                        .addNode(nodeOf("relu", "Relu", List.of("sum"), List.of("out")))
                        .build();
        ModelLayers layers =
                image(4).weights("w", 4, 1, 3, 3)
                        .function(block)
                        .node(call("first", "x", "a", 1))
                        .node(call("second", "a", "y", 2))
                        .layers();
        assertThat(layers.layers())
                .extracting(layer -> layer.name() + " " + layer.workload())
                .containsExactly(
                        "first/dw 4x10x12_k3_s1_p0_nchw_relu",
                        "second/dw 4x8x10_k3_s2_p0_nchw_relu");
    }

    private static NodeProto call(String name, String in, String out, long step) {
        return nodeOf(name, "Block", List.of(in, "w"), List.of(out), wholesOf("step", step, step))
                .toBuilder()
                .setDomain("mine")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/features/0:conv#1, b", "ümläut ' \" ; DROP", "<b>&", "..\\x", "7"})
    void layersAreNamedByTheirNodesWhateverCharactersTheseHold(String name) {
        assertThat(
                        SmallModel.only(
                                        image(4).weights("w", 4, 1, 3, 3)
                                                .depthwise(name, "x", "y", 4)
                                                .layers())
                                .name())
                .isEqualTo(name);
    }

    @Test
    void aNodeWithoutANameIsCalledAsItsOutputAndNamesThatOccurTwiceAreCounted() {
        ModelLayers layers =
                image(4).weights("w", 4, 1, 3, 3)
                        .depthwise("", "x", "a\nb", 4)
                        .depthwise("same", "a\nb", "c", 4)
                        .depthwise("same", "c", "y", 4)
                        .layers();
        assertThat(layers.layers())
                .extracting(ModelLayer::name)
                .containsExactly("a?b", "same", "same (2)");
    }

    @Test
    void equalLayersKeepTheirNamesAndAreCounted() {
        ModelLayers layers =
                image(4).weights("w", 4, 1, 3, 3)
                        .depthwise("a", "x", "a", 4, wholesOf("pads", 1, 1, 1, 1))
                        .depthwise("b", "a", "b", 4, wholesOf("pads", 1, 1, 1, 1))
                        .depthwise("c", "b", "y", 4)
                        .layers();
        assertThat(layers.suite().layers()).extracting(Layer::name).containsExactly("a", "b", "c");
        assertThat(layers.shapes()).isEqualTo(2);
    }
}
