package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.testkit.RandomWorkloads;

class WorkloadTextTest {
    private static final long SEED = 20261122;

    @Test
    void everyWorkloadReadsBackFromItsText() {
        System.out.println("workload texts: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Workload> byText = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            Workload workload = RandomWorkloads.small(random);
            assertThat(Workload.parse(workload.toString())).isEqualTo(workload);
            Workload same = byText.putIfAbsent(workload.toString(), workload);
            assertThat(same == null || same.equals(workload)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "256x12x12_k3, 256x12x12_k3_s1_p0_nchw",
        "256X12X12 K3 S1 P1 NCHW16C, 256x12x12_k3_s1_p1_nchw16c",
        "' 1x256x12x12 NCHW16C p1.1.1.1 k3x3 s1 ', 256x12x12_k3_s1_p1_nchw16c",
        "1x256x12x12_k3, 256x12x12_k3_s1_p0_nchw",
        "2x3x4x5_k3x1_s2x1_p0.0.1.1_d1x1_m2, 2x3x4x5_m2_k3x1_s2x1_p0.0.1.1_nchw",
        "8x8x8_nhwc_d2_p2_s1_k3, 8x8x8_k3_s1_p2_d2_nhwc",
        "8x8x8_k3_relu6_bias, 8x8x8_k3_s1_p0_nchw_bias_relu6",
        "8x8x8_k3_clamp0.0..6.0, 8x8x8_k3_s1_p0_nchw_relu6",
        "8x8x8_k3_clamp-0.0.., 8x8x8_k3_s1_p0_nchw_relu",
        "8x8x8_k3_clamp..1e20, 8x8x8_k3_s1_p0_nchw_clamp..1.0E20",
        "8x8x8_k3_clamp.., 8x8x8_k3_s1_p0_nchw"
    })
    void everySpellingHasOneCanonicalText(String text, String canonical) {
        assertThat(Workload.parse(text)).hasToString(canonical);
        assertThat(Workload.parse(canonical)).isEqualTo(Workload.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12x12_k3 | '12x12_k3' is not a workload: it must begin with CxHxW or NxCxHxW (an example: 256x12x12_k3_s1_p1_nchw16c).
                    '' | '' is not a workload: it must begin with CxHxW or NxCxHxW (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x8_s1 | '8x8x8_s1' is not a workload: it names no kernel size, such as k3 (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x8_k3_p1.1 | '8x8x8_k3_p1.1' is not a workload: 'p1.1' is no part of one (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x8_k3_swish | '8x8x8_k3_swish' is not a workload: 'swish' is no part of one (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x99999999999_k3 | '8x8x99999999999_k3' is not a workload: '99999999999' does not fit 32 bits (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x8_k3_clampx..1 | '8x8x8_k3_clampx..1' is not a workload: 'x' is not a number (an example: 256x12x12_k3_s1_p1_nchw16c).
                    8x8x8_k3_nchw32c | There is no layout 'nchw32c'; choose one of nchw, nhwc, nchw8c, nchw16c.
                    8x8x8_k9 | The kernel's height spans 9 pixels but the padded input has only 8; use a smaller kernel or more padding.
                    8x9x8_k3x5_d1x2 | The kernel's width spans 9 pixels but the padded input has only 8; use a smaller kernel or more padding.
                    8x8x8_k0 | The kernel height is 0; it must be at least 1.
                    8x8x8_k3x0 | The kernel width is 0; it must be at least 1.
                    0x8x8_k3 | The number of channels is 0; it must be at least 1.
                    -1x8x8x8_k3 | The batch size is -1; it must be at least 1.
                    8x8x8_k3_s0 | The stride height is 0; it must be at least 1.
                    8x8x8_k3_d1x0 | The dilation width is 0; it must be at least 1.
                    8x8x8_k3_m0 | The channel multiplier is 0; it must be at least 1.
                    8x8x8_k3_p0.0.-1.0 | The bottom padding is -1; it must be 0 or more.
                    8x8x8_k3_clamp2..1 | The clamp from 2.0 to 1.0 lets nothing through; give the smaller bound first.
                    """)
    void whatCannotBeReadIsExplainedInOneSentence(String text, String sentence) {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Workload.parse(text))
                .withMessage(sentence);
    }

    /** The published grammar is the only one that users have. */
    @Test
    void whatTheJavadocNamesAsAPartIsOneAndNoLayoutIsLeftOut() throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/org/lanewise/workload/Workload.java"));
        String javadoc = source.substring(0, source.indexOf("public static Workload parse"));
        String table = javadoc.substring(javadoc.lastIndexOf("<caption>"));
        List<String> parts =
                Pattern.compile("\\{@code ([^}]+)}")
                        .matcher(table)
                        .results()
                        .map(part -> part.group(1))
                        .toList();
        assertThat(parts)
                .contains("k3x1", "s2x1", "p0.0.1.1", "d2x1", "m2", "bias", "relu6", "clamp..4.0")
                .containsAll(Arrays.stream(Layout.values()).map(Layout::text).toList())
                .allSatisfy(part ->
                        assertThat(Workload.parse("8x16x16_k3_" + part).channels()).isEqualTo(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483647x1x1_k1_nchw16c",
                "1x1x1_k1_m2147483647_nchw8c",
                "65536x65536x1_k1",
                "1x1x1_k1_p2000000000",
                "1x1x1_k1_d2000000000",
                "1x46341x46341_k1",
                "1x30000x30000_k30000_p30000_s1_m3"
            })
    void sizesBeyondAnArrayAreRefused(String text) {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Workload.parse(text));
    }
}
