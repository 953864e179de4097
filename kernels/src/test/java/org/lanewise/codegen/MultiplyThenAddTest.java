package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/** Where a multiply-add is no instruction, Java's computes with decimal numbers. */
class MultiplyThenAddTest {
    private static LegalSchedule kernel(String workload, Target target) {
        return ScheduleSpace.of(Workload.parse(workload), target).requireDefault();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20x9x9_k3_s1_p1_nchw8c_bias_relu",
                "24x14x14_k5_s2_p2_nhwc",
                "6x18x18_k3_s2_p1_nchw_bias",
                "12x7x7_m2_k3_s1_p1_nchw"
            })
    void kernelsForATargetWithoutFmaMultiplyAndThenAdd(String workload) {
        try (KernelTester tester = new KernelTester()) {
            for (String target : new String[] {"avx512,fma=no", "avx2,fma=no", "sse"}) {
                LegalSchedule kernel = kernel(workload, Target.parse(target));
                assertThat(KernelSource.of(kernel).text())
                        .as(target)
                        .contains(").add(")
                        .doesNotContain(".fma(");
                assertThat(tester.fault(kernel)).as(target).isEmpty();
            }
        }
    }

    @Test
    void theNameOfAKernelTellsWhetherItDoes() {
        String workload = "20x9x9_k3_s1_p1_nchw8c";
        LegalSchedule fused = kernel(workload, Target.AVX2);
        LegalSchedule plain = kernel(workload, Target.AVX2.withFma(false));
        assertThat(plain.schedule()).isEqualTo(fused.schedule());
        assertThat(KernelSource.simpleName(plain))
                .isEqualTo(KernelSource.simpleName(fused) + "_mul_add");
    }
}
