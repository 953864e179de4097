package org.lanewise.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

class ReferenceTest {
    private static final Workload TWO_BY_TWO = Workload.parse("1x2x2_k2_s1_p1_nchw_bias");
    private static final SeededData DATA =
            new SeededData(
                    new float[] {1, 2, 3, 4}, new float[] {10, 20, 30, 40}, new float[] {0.5f});

    @Test
    void aConvolutionDoneByHandIsMet() {
        Reference reference = Reference.of(TWO_BY_TWO, DATA);
        double[] byHand = {
            40, 30 + 80, 60, 20 + 120, 10 + 40 + 90 + 160, 20 + 120, 60, 30 + 80, 40
        };
        for (int i = 0; i < byHand.length; i++) {
            assertThat(reference.expected(i)).isEqualTo(byHand[i] + 0.5);
        }
    }

    @Test
    void anErrorBeyondRoundingIsFoundAndNamed() {
        Reference reference = Reference.of(TWO_BY_TWO, DATA);
        float[] actual = new float[9];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = (float) reference.expected(i);
        }
        assertThat(reference.firstWrong(actual)).isEmpty();
        actual[4] *= 1.00001f;
        assertThat(reference.firstWrong(actual)).hasValue(4);
        assertThat(reference.describe(4, actual[4])).contains("element 4").contains("300.5");
        actual[4] = Float.NaN;
        assertThat(reference.firstWrong(actual)).hasValue(4);
    }

    @Test
    void dataDependOnTheSeedAndNotOnTheLayout() {
        Workload plain = Workload.parse("19x3x4_k3_s1_p1_nchw");
        Workload blocked = plain.withLayout(Layout.NCHW16C);
        SeededData data = SeededData.of(plain, 3);
        assertThat(SeededData.of(plain, 3).input()).isEqualTo(data.input());
        assertThat(SeededData.of(plain, 4).input()).isNotEqualTo(data.input());
        float[] back =
                Layouts.convert(
                        SeededData.of(blocked, 3).input(),
                        Layout.NCHW16C,
                        Layout.NCHW,
                        1,
                        19,
                        plain.input());
        assertThat(back).isEqualTo(data.input());
        assertThat(SeededData.of(blocked, 3).weights()).isEqualTo(data.weights());
    }
}
