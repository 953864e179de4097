package org.lanewise.tuner.peers.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class PlainJavaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "32x9x9_k3_s1_p1_bias_relu6",
                "20x9x11_k3_s2_p1",
                "7x13x6_k5x3_s2x1_p2.1.0.3_d1x2_bias",
                "10x8x8_k3_p1_m3_relu",
                "2x24x7x7_k3_s2_p1_m2",
                "3x5x5_k7_p6"
            })
    void everyLayoutIsRightOnOneThreadAndOnAll(String text) {
        for (Layout layout : Layout.values()) {
            Workload workload = Workload.parse(text, layout);
            SeededData data = SeededData.of(workload, 1);
            for (int threads : new int[] {1, 2}) {
                try (PlainJava plain = new PlainJava(new Task(workload, data, threads))) {
                    plain.run();
                    plain.run();
                    assertThat(
                                    Reference.of(workload, data)
                                            .verdict(MemorySegment.ofArray(plain.output())))
                            .as("%s, %d threads", workload, threads)
                            .isEmpty();
                }
            }
        }
    }
}
