package org.lanewise.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

class TensorShapeTest {
    @Test
    void aTensorIsTheSameInEveryLayout() {
        TensorShape shape = new TensorShape(2, 19, new Size(3, 5));
        float[] plain = new float[(int) shape.elements(Layout.NCHW)];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = i + 1;
        }
        for (Layout there : Layout.values()) {
            for (Layout back : Layout.values()) {
                float[] first = converted(shape, plain, Layout.NCHW, there);
                float[] second = converted(shape, first, there, back);
                assertThat(converted(shape, second, back, Layout.NCHW))
                        .as(there + " " + back)
                        .containsExactly(plain);
            }
        }
    }

    private static float[] converted(TensorShape shape, float[] from, Layout before, Layout after) {
        float[] to = new float[(int) shape.elements(after)];
        Arrays.fill(to, Float.NaN);
        shape.convert(from, before, to, after);
        return to;
    }

    @Test
    void elementsLieWhereTheLayoutSaysAndFillingIsZero() {
        TensorShape shape = new TensorShape(1, 3, new Size(1, 2));
        float[] plain = {1, 2, 10, 20, 100, 200};
        assertThat(converted(shape, plain, Layout.NCHW, Layout.NHWC))
                .containsExactly(1, 10, 100, 2, 20, 200);
        assertThat(converted(shape, plain, Layout.NCHW, Layout.NCHW8C))
                .containsExactly(1, 10, 100, 0, 0, 0, 0, 0, 2, 20, 200, 0, 0, 0, 0, 0);
    }

    @Test
    void theTensorsOfAConvolutionHaveItsSizes() {
        Workload workload = Workload.parse("2x24x20x31_m2_k3x5_s2x1_p1_nhwc");
        assertThat(TensorShape.inputOf(workload)).hasToString("2x24x20x31");
        assertThat(TensorShape.outputOf(workload)).hasToString("2x48x10x29");
        assertThat(TensorShape.outputOf(workload).elements(workload.layout()))
                .isEqualTo(workload.outputElements());
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 4", "1, -3, 4", "1, 3, 0", "1024, 2048, 32"})
    void sizesThatAreNoneOrTooLargeAreRefused(int batch, int channels, int side) {
        assertThatThrownBy(() -> new TensorShape(batch, channels, Size.square(side)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no tensor of " + batch + " images");
    }

    @Test
    void anArrayThatIsTooShortIsRefused() {
        TensorShape shape = new TensorShape(1, 3, new Size(1, 2));
        assertThatThrownBy(
                        () -> shape.convert(new float[6], Layout.NCHW, new float[6], Layout.NCHW8C))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1x3x1x2 in nchw8c takes 64 bytes, and there are 24.");
    }
}
