package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.behind;
import static org.lanewise.tuner.models.SmallModel.text;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void convolutionsAndPools() {
        assertThat(
                        behind(
                                model ->
                                        model.weights("k", 6, 3, 3, 3)
                                                .conv(
                                                        "stem",
                                                        List.of("x", "k"),
                                                        "v",
                                                        1,
                                                        wholesOf("strides", 2, 2),
                                                        text("auto_pad", "SAME_UPPER")),
                                6,
                                1,
                                3,
                                11,
                                20))
                .isEqualTo("6x6x10");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "MaxPool",
                                                List.of("x"),
                                                "v",
                                                wholesOf("kernel_shape", 3, 2),
                                                wholesOf("strides", 2, 2),
                                                wholesOf("pads", 1, 0, 0, 0)),
                                4,
                                2,
                                4,
                                11,
                                9))
                .isEqualTo("2x4x5x4");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "AveragePool",
                                                List.of("x"),
                                                "v",
                                                wholesOf("kernel_shape", 2, 2),
                                                wholesOf("strides", 2, 2),
                                                whole("ceil_mode", 1)),
                                4,
                                1,
                                4,
                                11,
                                9))
                .isEqualTo("4x6x5");
        assertThat(
                        behind(
                                model -> model.node("GlobalAveragePool", List.of("x"), "v"),
                                4,
                                1,
                                4,
                                11,
                                9))
                .isEqualTo("4x1x1");
        assertThat(
                        behind(
                                model ->
                                        model.weights("k", 3, 5, 3, 3)
                                                .node(
                                                        "ConvTranspose",
                                                        List.of("x", "k"),
                                                        "v",
                                                        wholesOf("strides", 2, 2),
                                                        wholesOf("pads", 1, 1, 1, 1),
                                                        wholesOf("output_padding", 1, 1)),
                                5,
                                1,
                                3,
                                7,
                                8))
                .isEqualTo("5x14x16");
    }

    @Test
    void resizingByScalesAndBySizes() {
        assertThat(
                        behind(
                                model ->
                                        model.numbers("s", 1, 1, 2, 1.5f)
                                                .node("Resize", List.of("x", "", "s"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x10x10");
        assertThat(
                        behind(
                                model ->
                                        model.wholes("s", 1, 4, 9, 3)
                                                .node("Resize", List.of("x", "", "", "s"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x9x3");
        assertThat(
                        behind(
                                model ->
                                        model.opset(9)
                                                .numbers("s", 1, 1, 2, 2)
                                                .node("Upsample", List.of("x", "s"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x10x14");
    }

    /** As exporters write "twice as high and wide": sizes are computed from the image's own. */
    @Test
    void sizesThatAreComputedFromShapes() {
        assertThat(
                        behind(
                                model ->
                                        model.node("Shape", List.of("x"), "shape")
                                                .wholes("2", 2)
                                                .wholes("4", 4)
                                                .wholes("0", 0)
                                                .node(
                                                        "Slice",
                                                        List.of("shape", "2", "4", "0"),
                                                        "hw")
                                                .node("Cast", List.of("hw"), "real", whole("to", 1))
                                                .number("twice", 2)
                                                .node("Mul", List.of("real", "twice"), "more")
                                                .node("Floor", List.of("more"), "floor")
                                                .node(
                                                        "Cast",
                                                        List.of("floor"),
                                                        "whole",
                                                        whole("to", 7))
                                                .wholes("nc", 1, 4)
                                                .node(
                                                        "Concat",
                                                        List.of("nc", "whole"),
                                                        "sizes",
                                                        whole("axis", 0))
                                                .node("Resize", List.of("x", "", "", "sizes"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x10x14");
        assertThat(
                        behind(
                                model ->
                                        model.node("Shape", List.of("x"), "shape")
                                                .constant(
                                                        SmallModel.wholesTensor("first", 0)
                                                                .toBuilder()
                                                                .clearDims()
                                                                .build())
                                                .node(
                                                        "Gather",
                                                        List.of("shape", "first"),
                                                        "n",
                                                        whole("axis", 0))
                                                .wholes("axes", 0)
                                                .node("Unsqueeze", List.of("n", "axes"), "n1")
                                                .wholes("rest", 8, 10, -1)
                                                .node(
                                                        "Concat",
                                                        List.of("n1", "rest"),
                                                        "sizes",
                                                        whole("axis", 0))
                                                .node("Reshape", List.of("x", "sizes"), "v"),
                                8,
                                3,
                                4,
                                5,
                                8))
                .isEqualTo("3x8x10x2");
    }

    @Test
    void movingElementsAbout() {
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "Transpose",
                                                List.of("x"),
                                                "v",
                                                wholesOf("perm", 0, 3, 1, 2)),
                                3,
                                1,
                                20,
                                30,
                                3))
                .isEqualTo("3x20x30");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "Concat",
                                                List.of("x", "x"),
                                                "v",
                                                whole("axis", -3)),
                                8,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("8x5x7");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "split",
                                                "Split",
                                                List.of("x"),
                                                List.of("v", "u"),
                                                whole("axis", 1)),
                                4,
                                1,
                                8,
                                5,
                                7))
                .isEqualTo("4x5x7");
        assertThat(
                        behind(
                                model ->
                                        model.wholes("from", -1, 4)
                                                .wholes("to", Long.MIN_VALUE, Long.MAX_VALUE)
                                                .wholes("axes", 2, 3)
                                                .wholes("steps", -2, 2)
                                                .node(
                                                        "Slice",
                                                        List.of("x", "from", "to", "axes", "steps"),
                                                        "v"),
                                4,
                                1,
                                4,
                                5,
                                9))
                .isEqualTo("4x3x3");
        assertThat(
                        behind(
                                model ->
                                        model.node("Squeeze", List.of("x"), "s") // 4x5x7
                                                .wholes("axes", 0)
                                                .node("Unsqueeze", List.of("s", "axes"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x5x7");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "DepthToSpace",
                                                List.of("x"),
                                                "v",
                                                whole("blocksize", 2)),
                                3,
                                1,
                                12,
                                5,
                                7))
                .isEqualTo("3x10x14");
        assertThat(
                        behind(
                                model ->
                                        model.wholes("flat", 0, -1, 1, 1)
                                                .node("Flatten", List.of("x"), "f")
                                                .node("Reshape", List.of("f", "flat"), "v"),
                                140,
                                2,
                                4,
                                5,
                                7))
                .isEqualTo("2x140x1x1");
    }

    @Test
    void broadcastingReducingAndMultiplying() {
        assertThat(
                        behind(
                                model ->
                                        model.input("z", 4, 1, 7)
                                                .node("Mul", List.of("x", "z"), "v"),
                                4,
                                1,
                                1,
                                5,
                                7))
                .isEqualTo("4x5x7");
        assertThat(
                        behind(
                                model ->
                                        model.node(
                                                "ReduceMean",
                                                List.of("x"),
                                                "v",
                                                wholesOf("axes", 2, 3)),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x1x1");
        assertThat(
                        behind(
                                model ->
                                        model.weights("m", 7, 9)
                                                .node("MatMul", List.of("x", "m"), "v"),
                                4,
                                1,
                                4,
                                5,
                                7))
                .isEqualTo("4x5x9");
    }
}
