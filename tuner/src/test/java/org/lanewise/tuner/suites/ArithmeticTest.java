package org.lanewise.tuner.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Workload;

class ArithmeticTest {
    @Test
    void theTextbookLayerSavesNineTenthsOfTheOperations() {
        Arithmetic arithmetic = Arithmetic.of(Workload.parse("256x12x12_k3_s1_p1"), 512);
        assertThat(arithmetic.depthwise()).isEqualTo(663_552);
        assertThat(arithmetic.separable()).isEqualTo(38_412_288);
        assertThat(arithmetic.full()).isEqualTo(339_738_624);
    }

    @Test
    void multiplierAndBatchCount() {
        Arithmetic arithmetic = Arithmetic.of(Workload.parse("2x3x4x4_m2_k3_s1_p1"), 5);
        assertThat(arithmetic.depthwise()).isEqualTo(2L * 2 * 6 * 16 * 9);
        assertThat(arithmetic.pointwise()).isEqualTo(2L * 6 * 5 * 16 * 2);
        assertThat(arithmetic.full()).isEqualTo(2L * 3 * 5 * 16 * 2 * 9);
    }

    @Test
    void anOverflowIsRefusedAndNotReportedAsANumber() {
        Workload large = Workload.parse("30000x200x200_k11_p5");
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Arithmetic.of(large, Integer.MAX_VALUE));
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Arithmetic.of(large, 0));
    }
}
