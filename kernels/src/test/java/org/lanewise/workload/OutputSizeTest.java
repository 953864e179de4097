package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.testkit.ShapeTable;
import org.lanewise.testkit.SharedFolder;

class OutputSizeTest {
    @ParameterizedTest
    @CsvSource({
        "256x12x12_k3_s1_p1, 12, 12",
        "64x112x112_k3_s2_p1, 56, 56",
        "96x112x112_k3_s2_p0.0.1.1, 56, 56",
        "8x7x9_k5x3_s2x1, 2, 7",
        "8x9x9_k3_d4, 1, 1",
        "8x3x3_k7_p3, 3, 3",
        "8x1x10_k1x3_s1x4_p0.0.0.1, 1, 3",
        "8x5x5_k1_s9, 1, 1"
    })
    void theOutputIsWhatFitsRoundedDown(String text, int height, int width) {
        assertThat(Workload.parse(text).output()).isEqualTo(new Size(height, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workloads/public.csv",
                "workloads/onednn_regression_sample400.csv",
                "workloads/suites/mobilenet_v2.csv",
                "workloads/suites/efficientnet_b0_tf_same.csv"
            })
    void itIsWhatOtherProjectsSay(String table) {
        assertThat(ShapeTable.read(SharedFolder.require(table)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.workload().output()).isEqualTo(row.output()));
    }
}
