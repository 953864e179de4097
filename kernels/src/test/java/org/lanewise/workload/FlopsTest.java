package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlopsTest {
    @Test
    void tapsOnThePaddingAreCountedAsIsUsual() {
        assertThat(Workload.parse("1024x7x7_k3_s1_p1").flops()).isEqualTo(2 * 1024 * 49 * 9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1024x7x7_k3_s1_p1",
                "3x8x8_k3_s2_p0.0.1.1",
                "2x8x9x5_m2_k5x3_s3x2_p4.1.2.0",
                "8x9x9_k3_s1_p4_d4",
                "8x2x2_k7_s1_p9",
                "8x5x5_k1_s9_p0"
            })
    void theCountOnTheImageIsThatOfAllTapsThatMeetIt(String text) {
        Workload workload = Workload.parse(text);
        Size out = workload.output();
        long taps = 0;
        for (int h = 0; h < out.h(); h++) {
            for (int w = 0; w < out.w(); w++) {
                taps += tapsOf(workload, h, w);
            }
        }
        assertThat(workload.flopsOnImage())
                .isEqualTo(2 * taps * workload.batch() * workload.outputChannels());
    }

    private static long tapsOf(Workload workload, int h, int w) {
        long taps = 0;
        for (int i = 0; i < workload.kernel().h(); i++) {
            for (int j = 0; j < workload.kernel().w(); j++) {
                int row =
                        h * workload.stride().h()
                                + i * workload.dilation().h()
                                - workload.padding().top();
                int column =
                        w * workload.stride().w()
                                + j * workload.dilation().w()
                                - workload.padding().left();
                boolean onImage =
                        row >= 0
                                && row < workload.input().h()
                                && column >= 0
                                && column < workload.input().w();
                taps += onImage ? 1 : 0;
            }
        }
        return taps;
    }
}
