package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lanewise.tuner.models.SmallModel.behind;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.models.graph.ModelException;

/** Sizes that nodes do not tell: what the file and the user say of them, and where nobody does. */
class OpenSizesTest {
    @Test
    void whatTheFileSaysOfAValueIsBelievedWhereTheNodesDoNotTell() {
        UnaryOperator<SmallModel> unknown =
                model ->
                        model.node(
                                SmallModel.nodeOf("mine", "Mine", List.of("x"), List.of("v"))
                                        .toBuilder()
                                        .setDomain("my.own")
                                        .build());
        assertThat(behind(model -> unknown.apply(model).info("v", 1, 4, 5, 6), 4, 1, 3))
                .isEqualTo("4x5x6");
        SmallModel without =
                unknown.apply(new SmallModel().input("x", 1, 3))
                        .weights("w", 4, 1, 1, 1)
                        .depthwise("dw", "v", "y", 4)
                        .output("y");
        assertThat(without.refusal())
                .isEqualTo(
                        "the sizes of its input are not known: my.own.Mine 'mine' is an operator whose output sizes are not known here");
    }

    @Test
    void whereTheFileContradictsItsNodesTheLayerIsRefused() {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 4, 8, 8)
                        .node("Relu", List.of("x"), "v")
                        .info("v", 1, 4, 9, 8)
                        .weights("w", 4, 1, 3, 3)
                        .depthwise("dw", "v", "y", 4)
                        .output("y");
        assertThat(model.refusal())
                .isEqualTo(
                        "its input is 1x4x?x8: the model says one thing of the sizes of 'v', its nodes another");
    }

    private static SmallModel open(Object... sizes) {
        return new SmallModel()
                .input("my image", sizes)
                .weights("k", 4, 3, 3, 3)
                .conv("stem", List.of("my image", "k"), "v", 1)
                .weights("w", 4, 1, 3, 3)
                .depthwise("dw", "v", "y", 4)
                .output("y");
    }

    @Test
    void openSizesAreNamedWithTheOptionThatFixesThem() {
        assertThat(open("batch", 3, "h", "w").refusal())
                .isEqualTo(
                        "its input is ?x4x?x?: the model leaves sizes of its input 'my image' open; fix them with --input 'my image=1x3x224x224'");
        assertThat(open("batch", 3, "h", "w").workload("my image=2x3x32x40"))
                .isEqualTo("2x4x30x38_k3_s1_p0_nchw");
        SmallModel anyRank =
                new SmallModel()
                        .inputOfAnyRank("x")
                        .weights("w", 3, 1, 3, 3)
                        .depthwise("dw", "x", "y", 3)
                        .output("y");
        assertThat(anyRank.refusal())
                .isEqualTo(
                        "the sizes of its input are not known: the model leaves sizes of its input 'x' open; fix them with --input x=1x3x224x224");
        assertThat(anyRank.workload("x=1x3x9x9")).isEqualTo("3x9x9_k3_s1_p0_nchw");
    }

    @Test
    void aModelOfOtherSizesIsAnotherNetwork() {
        SmallModel model = open(1, 3, 20, 20).info("v", 1, 4, 18, 18);
        assertThat(model.workload()).isEqualTo("4x18x18_k3_s1_p0_nchw");
        assertThat(model.layers().name()).isEqualTo("small");
        assertThat(model.workload("my image=1x3x30x30")).isEqualTo("4x28x28_k3_s1_p0_nchw");
        assertThat(model.layers("my image=1x3x30x30").name()).isEqualTo("small@1x3x30x30");
    }

    /** Models are often made dynamic by opening the sizes of their inputs alone. */
    @Test
    void sizesThatTheUserFixesAreBelievedMoreThanThoseOfValuesInBetween() {
        SmallModel model = open("batch", 3, 20, 20).info("v", 1, 4, 18, 18);
        assertThat(model.workload()).isEqualTo("4x18x18_k3_s1_p0_nchw");
        assertThat(model.workload("my image=2x3x20x20")).isEqualTo("2x4x18x18_k3_s1_p0_nchw");
    }

    @Test
    void otherLayersGoOnWhereOneHasNoSize() {
        ModelLayers layers =
                new SmallModel()
                        .input("x", 1, 4, 8, 8)
                        .weights("w", 4, 1, 3, 3)
                        .depthwise("first", "x", "a", 4)
                        .node("NonZero", List.of("a"), "places")
                        .wholes("shape", 1, 4, -1, 1)
                        .node("Cast", List.of("places"), "real", whole("to", 1))
                        .node("Reshape", List.of("real", "shape"), "b")
                        .depthwise("second", "b", "y", 4)
                        .depthwise("third", "x", "z", 4, wholesOf("pads", 1, 1, 1, 1))
                        .output("y")
                        .output("z")
                        .layers();
        assertThat(layers.layers()).extracting(ModelLayer::name).containsExactly("first", "third");
        assertThat(layers.refused())
                .extracting(Refusal::words)
                .containsExactly(
                        "Conv 'second': the sizes of its input are not known: NonZero 'places' is an operator whose output sizes are not known here.");
    }

    @Test
    void aWrongInputOptionIsAnsweredWithWhatThereIs() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(1, 3, 8, 8).layers("image=1x3x8x8"))
                .withMessage("The model has no input 'image'; its inputs are my image.");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(1, 3, "h", 8).layers("my image=3x8x8"))
                .withMessage(
                        "The input 'my image' has 4 dimensions, not 3: the model says 1x3x?x8.");
        for (String malformed : List.of("x", "x=", "x=1x", "=1x2", "x=0x2", "x=1x-2")) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> InputSizes.parse(List.of(malformed)))
                    .withMessageContaining("say --input image=1x3x224x224");
        }
        assertThat(InputSizes.parse(List.of("a=b:0=1x2"))).containsEntry("a=b:0", List.of(1L, 2L));
    }

    @Test
    void anImageThatIsTooSmallOrHasOtherChannelsIsRefused() {
        assertThat(
                        new SmallModel()
                                .input("x", 1, 4, 2, 8)
                                .weights("w", 4, 1, 3, 3)
                                .depthwise("dw", "x", "y", 4)
                                .output("y")
                                .refusal())
                .startsWith("The kernel's height spans 3 pixels but the padded input has only 2");
        assertThat(
                        new SmallModel()
                                .input("x", 1, 6, 8, 8)
                                .weights("w", 4, 1, 3, 3)
                                .depthwise("dw", "x", "y", 4)
                                .output("y")
                                .refusal())
                .isEqualTo("its input has 6 channels for 4 groups");
        assertThat(
                        new SmallModel()
                                .input("x", 1, 4, 1L << 40, 8)
                                .weights("w", 4, 1, 3, 3)
                                .depthwise("dw", "x", "y", 4)
                                .output("y")
                                .refusal())
                .isEqualTo("it has a size of 1099511627776");
    }
}
