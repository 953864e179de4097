package org.lanewise.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class BestConfigTest {
    private static final String SHAPE = "20x9x9_k3_s1_p1_nchw8c";

    private static List<String> siblings(String of, String... tuned) {
        Workload[] workloads =
                List.of(tuned).stream().map(Workload::parse).toArray(Workload[]::new);
        return SampleConfigs.here(workloads).siblings(Workload.parse(of)).stream()
                .map(layer -> layer.workload().toString())
                .toList();
    }

    @Test
    void siblingsDifferInEpilogueOrNumberOfImagesAlone() {
        assertThat(
                        siblings(
                                SHAPE,
                                SHAPE,
                                "24x9x9_k3_s1_p1_nchw8c",
                                "20x9x9_k3_s2_p1_nchw8c",
                                "20x9x9_k3_s1_p1_nchw16c",
                                SHAPE + "_relu"))
                .containsExactly(SHAPE + "_relu");
    }

    @Test
    void theNearestSiblingComesFirst() {
        assertThat(
                        siblings(
                                "4x" + SHAPE,
                                SHAPE + "_relu",
                                SHAPE,
                                "3x" + SHAPE,
                                "4x" + SHAPE + "_bias",
                                "4x" + SHAPE + "_relu6"))
                .containsExactly(
                        "4x" + SHAPE + "_bias",
                        "4x" + SHAPE + "_relu6",
                        "3x" + SHAPE,
                        SHAPE,
                        SHAPE + "_relu");
    }
}
