package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.lanewise.codegen.KernelSource;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.threads.Team;
import org.lanewise.workload.Workload;

/** Many convolutions of one workload. */
@Timeout(300)
@Isolated("counts the kernels of the whole JVM")
class SharedKernelsTest {
    private static final Workload WORKLOAD = Workload.parse("64x30x30_k3_s1_p1_nchw8c");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MANY = 1_000;

    @Test
    void aThousandConvolutionsShareOneClassAndAreWarmAtOnce() throws JMException {
        try (Team team = Team.ofAllProcessors();
                TunedKernels kernels =
                        TunedKernels.of(
                                SampleConfigs.here(WORKLOAD),
                                LoadOptions.DEFAULT.with(Fallback.FAIL).with(team))) {
            long before = kernelsDefined();
            List<DepthwiseConv> all = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                all.add(kernels.depthwise(WORKLOAD, new float[64 * 9]));
            }
            assertThat(all.getFirst().warmUp(LIMIT)).isInstanceOf(WarmUp.Result.Ready.class);
            long start = System.nanoTime();
            for (DepthwiseConv conv : all) {
                assertThat(conv.warmUp(LIMIT)).isInstanceOf(WarmUp.Result.Ready.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(kernelsDefined() - before).isEqualTo(1);
            all.forEach(DepthwiseConv::close);
        }
    }

    /** Classes of kernels that have an instance. */
    private static long kernelsDefined() throws JMException {
        Object histogram =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
        return String.valueOf(histogram)
                .lines()
                .filter(line -> line.contains(KernelSource.PACKAGE + "." + KernelSource.PREFIX))
                .count();
    }
}
