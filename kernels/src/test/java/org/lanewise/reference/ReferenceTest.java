package org.lanewise.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class ReferenceTest {
    /** 3x3 pixels, a 2x2 filter, stride 2, one row and column of zeros before. */
    private static final Workload BY_HAND = Workload.parse("1x3x3_k2_s2_p1.1.0.0");

    private static final SeededData DATA =
            new SeededData(
                    new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                    new float[] {10, 20, 30, 40},
                    new float[0]);

    @Test
    void aSmallCaseIsWhatItIsByHand() {
        Reference reference = Reference.of(BY_HAND, DATA);
        // 40*1; 30*2+40*3; 20*4+40*7; 10*5+20*6+30*8+40*9
        assertThat(expected(reference, 4)).containsExactly(40, 180, 360, 770);
        assertThat(reference.firstWrong(new float[] {40, 180, 360, 770})).isEmpty();
        assertThat(reference.firstWrong(new float[] {40, 180, 361, 770})).hasValue(2);
    }

    @Test
    void paddingOnAllSidesIsWhatItIsByHand() {
        SeededData data =
                new SeededData(
                        new float[] {1, 2, 3, 4}, new float[] {10, 20, 30, 40}, new float[] {0.5f});
        double[] byHand = {
            40, 30 + 80, 60, 20 + 120, 10 + 40 + 90 + 160, 20 + 120, 60, 30 + 80, 40
        };
        Reference reference = Reference.of(Workload.parse("1x2x2_k2_s1_p1_nchw_bias"), data);
        assertThat(expected(reference, 9))
                .containsExactly(Arrays.stream(byHand).map(sum -> sum + 0.5).toArray());
    }

    @Test
    void dilationMultiplierBiasAndClampAreWhatTheyAreByHand() {
        Workload workload = Workload.parse("1x1x3_m2_k1x2_d1x2_bias_clamp0..5");
        SeededData data =
                new SeededData(
                        new float[] {1, 2, 3}, new float[] {1, 1, -1, -1}, new float[] {0.5f, 3});
        // 1+3+0.5; -1-3+3 cut at 0
        assertThat(expected(Reference.of(workload, data), 2)).containsExactly(4.5, 0);
    }

    @Test
    void theFillingOfTheLastBlockMustBeZero() {
        Workload workload = Workload.parse("1x1x1_k1_nchw8c");
        SeededData data =
                new SeededData(new float[] {2, 0, 0, 0, 0, 0, 0, 0}, new float[] {3}, new float[0]);
        Reference reference = Reference.of(workload, data);
        assertThat(reference.firstWrong(new float[] {6, 0, 0, 0, 0, 0, 0, 0})).isEmpty();
        assertThat(reference.firstWrong(new float[] {6, 0, 0, 1e-30f, 0, 0, 0, 0})).hasValue(3);
    }

    @Test
    void aValueAFewRoundingsOffIsWrongAndSoIsNotANumber() {
        Workload workload = Workload.parse("1x1x1_k1");
        SeededData data = new SeededData(new float[] {1.1f}, new float[] {1.3f}, new float[0]);
        Reference reference = Reference.of(workload, data);
        float right = 1.1f * 1.3f;
        assertThat(reference.firstWrong(new float[] {right})).isEmpty();
        assertThat(reference.firstWrong(new float[] {Math.nextUp(right)})).isEmpty();
        assertThat(reference.firstWrong(new float[] {right * (1 + 0x1p-20f)})).hasValue(0);
        assertThat(reference.firstWrong(new float[] {right * (1 - 0x1p-20f)})).hasValue(0);
        assertThat(reference.firstWrong(new float[] {Float.NaN})).hasValue(0);
    }

    @Test
    void oneForgottenTapIsFarOutsideTheBound() {
        Workload workload = Workload.parse("4x9x9_k7_s1_p3");
        SeededData data = SeededData.of(workload, 3);
        float[] withoutLastTap = data.weights().clone();
        withoutLastTap[48] *= 0.999f;
        Reference reference = Reference.of(workload, data);
        Reference other =
                Reference.of(workload, new SeededData(data.input(), withoutLastTap, data.bias()));
        float[] values = new float[4 * 81];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) other.expected(i);
        }
        assertThat(reference.firstWrong(values)).isPresent();
    }

    @Test
    void aWrongElementIsDescribedWithWhatItShouldBe() {
        assertThat(Reference.of(BY_HAND, DATA).describe(2, 361))
                .startsWith("element 2 is 361.0 but should be 360.0 within ");
    }

    @Test
    void aVerdictNamesTheWrongElementAndIsEmptyWhereAllAreRight() {
        Reference reference = Reference.of(BY_HAND, DATA);
        assertThat(reference.verdict(MemorySegment.ofArray(new float[] {40, 180, 360, 770})))
                .isEmpty();
        assertThat(reference.verdict(MemorySegment.ofArray(new float[] {40, 180, 361, 770})))
                .isEqualTo(reference.describe(2, 361));
    }

    @Test
    void allLayoutsHaveTheSameAnswer() {
        Workload plain = Workload.parse("2x19x5x6_k3_s2_p1_bias_relu6");
        Reference expected = Reference.of(plain, SeededData.of(plain, 5));
        for (Layout layout : Layout.values()) {
            Workload workload = plain.withLayout(layout);
            Reference actual = Reference.of(workload, SeededData.of(workload, 5));
            for (int o = 0; o < 19; o++) {
                int at = (int) layout.index(19, plain.output(), 1, o, 2, 1);
                int plainAt = (int) Layout.NCHW.index(19, plain.output(), 1, o, 2, 1);
                assertThat(actual.expected(at)).isEqualTo(expected.expected(plainAt));
            }
        }
    }

    private static double[] expected(Reference reference, int elements) {
        double[] expected = new double[elements];
        for (int i = 0; i < elements; i++) {
            expected[i] = reference.expected(i);
        }
        return expected;
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void aSampleHasTheSameAnswersAsTheWhole(Layout layout) {
        Workload large = Workload.parse("2x35x250x250_k3_s1_p1").withLayout(layout);
        SeededData data = SeededData.of(large, 5);
        Reference whole = Reference.of(large, data);
        Reference sample = Reference.sampled(large, data);
        assertThat(sample.compared()).isBetween(1_000_000, whole.compared() - 1);
        float[] right = new float[whole.compared()];
        for (int i = 0; i < right.length; i++) {
            right[i] = (float) whole.expected(i);
        }
        assertThat(sample.verdict(MemorySegment.ofArray(right))).isEmpty();
        Size out = large.output();
        int stored = layout.storedChannels(35);
        for (int place : new int[] {0, stored - 1}) {
            assertWrongIsSeen(sample, right, layout.index(35, out, 0, place, 0, 0));
            assertWrongIsSeen(sample, right, layout.index(35, out, 1, place, 249, 0));
            assertWrongIsSeen(sample, right, layout.index(35, out, 1, place, 249, 249));
        }
        assertWrongIsSeen(sample, right, layout.index(35, out, 1, 34, 0, 249));
    }

    private static void assertWrongIsSeen(Reference reference, float[] right, long index) {
        int at = (int) index;
        float before = right[at];
        right[at] = before + 1;
        assertThat(reference.firstWrong(right)).hasValue(at);
        assertThat(reference.describe(at, before + 1)).startsWith("element " + at + " is ");
        right[at] = before;
    }

    @Test
    void aSmallWorkloadIsComparedWhole() {
        Workload layer = Workload.parse("64x112x112_k3_s1_p1_nchw16c");
        assertThat(Reference.sampled(layer, SeededData.of(layer, 1)).compared())
                .isEqualTo(64 * 112 * 112);
    }
}
