package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.testkit.RandomWorkloads;

class WorkloadTest {
    @Test
    void theTextIsTheWorkload() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 500; i++) {
            Workload workload = RandomWorkloads.small(random);
            assertThat(Workload.parse(workload.toString())).isEqualTo(workload);
        }
    }

    @Test
    void partsMayComeInAnyOrderAndBetweenBlanks() {
        assertThat(Workload.parse(" 1x256x12x12 NCHW16C p1.1.1.1 k3x3 s1 "))
                .isEqualTo(Workload.parse("256x12x12_k3_s1_p1_nchw16c"))
                .hasToString("256x12x12_k3_s1_p1_nchw16c");
    }

    @ParameterizedTest
    @CsvSource({
        "256x12x12_k3_s1_p1, 12, 12",
        "64x112x112_k3_s2_p1, 56, 56",
        "144x56x56_k5_s2_p1.1.2.2, 28, 28",
        "1x3x3_k5_s1_p2, 3, 3",
        "1x10x7_k3x1_s3x2_p0_d2x1, 2, 4"
    })
    void theOutputSizeFollowsTheFormula(String text, int h, int w) {
        assertThat(Workload.parse(text).output()).isEqualTo(new Size(h, w));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "256x12x12 | names no kernel size",
                "256x12_k3 | must begin with CxHxW",
                "256x12x12_k3_q1 | 'q1' is no part of one",
                "256x12x12_k3_nwhc | There is no layout 'nwhc'",
                "256x12x12_k0 | kernel height is 0",
                "256x12x12_k3_s0 | stride height is 0",
                "256x12x12_k3_p-1 | top padding is -1",
                "256x12x12_k14_p0 | spans 14 pixels but the padded input has only 12",
                "256x12x12_k3_clamp2..1 | give the smaller bound first",
                "70000x70000x70000_k1 | more than",
                "2000000000x1x1_m2_k1 | overflow"
            })
    void whatIsNoWorkloadIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> Workload.parse(text))
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theTextbookExampleSavesWhatTheChapterSays() {
        Workload textbook = Suites.find("textbook").layers().getFirst().workload();
        Arithmetic arithmetic = Arithmetic.of(textbook, 512);
        assertThat(arithmetic.separable()).isEqualTo(38_412_288);
        assertThat(arithmetic.full()).isEqualTo(339_738_624);
    }

    @ParameterizedTest
    @EnumSource
    void aLayoutGivesEveryElementItsOwnPlace(Layout layout) {
        Size size = new Size(3, 5);
        int channels = 19;
        Set<Long> places = new HashSet<>();
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < 3; y++) {
                    for (int x = 0; x < 5; x++) {
                        long place = layout.index(channels, size, n, c, y, x);
                        assertThat(place)
                                .isBetween(0L, 2L * layout.storedChannels(channels) * 15 - 1);
                        places.add(place);
                    }
                }
            }
        }
        assertThat(places).hasSize(2 * channels * 15);
    }

    @Test
    void aSuiteFileIsRead(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("mine.suite"),
                        "# mine\na 8x9x9_k3_s1_p1 x4\n\nb 8x9x9_k5_s1_p2\n");
        Suite suite = Suites.find(file.toString());
        assertThat(suite.name()).isEqualTo("mine");
        assertThat(suite.layers()).extracting(Layer::name).containsExactly("a", "b");
        assertThat(suite.layers()).extracting(Layer::count).containsExactly(4, 1);
    }

    @Test
    void aMalformedSuiteLineIsQuoted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.suite"), "a 8x9x9_k3 4\n");
        assertThatThrownBy(() -> Suites.find(file.toString()))
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageContaining("a 8x9x9_k3 4");
    }

    @Test
    void anotherLayoutRenamesWhatIsNamedAfterItsWorkload() {
        Suite suite = Suites.find("8x9x9_k3_s1_p1").withLayout(Layout.NHWC);
        assertThat(suite.name()).isEqualTo("8x9x9_k3_s1_p1_nhwc");
        assertThat(Suites.find("mobilenet_v1").withLayout(Layout.NHWC).name())
                .isEqualTo("mobilenet_v1");
    }
}
