package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.testkit.ShapeTable;
import org.lanewise.testkit.SharedFolder;

class SamePaddingTest {
    /** As {@code tf.nn.depthwise_conv2d} pads. */
    @ParameterizedTest
    @CsvSource({
        "8x224x224_k3_s2, 0.0.1.1, 112, 112",
        "8x7x7_k3_s2, 1, 4, 4",
        "8x112x112_k5_s2, 1.1.2.2, 56, 56",
        "8x14x14_k3_s1_d2, 2, 14, 14",
        "8x9x9_k2_s1, 0.0.1.1, 9, 9",
        "8x8x8_k1_s3, 0, 3, 3",
        "8x9x20_k3x5_s1x2, 1.1.1.2, 9, 10"
    })
    void tensorFlowsLeavesOneOutputForEachStep(String text, String padding, int h, int w) {
        Workload same = padded(text, SamePadding.TENSORFLOW);
        assertThat(same.padding()).hasToString(padding);
        assertThat(same.output()).isEqualTo(new Size(h, w));
    }

    /** As models made with {@code torch.nn.Conv2d} pad with half of an odd filter. */
    @ParameterizedTest
    @CsvSource({
        "8x224x224_k3_s2, 1, 112, 112",
        "8x7x7_k3_s2, 1, 4, 4",
        "8x112x112_k5_s2, 2, 56, 56",
        "8x14x14_k3_s1_d2, 2, 14, 14",
        "8x9x9_k2_s1, 0.0.1.1, 9, 9",
        "8x9x20_k3x5_s1x2, 1.2.1.2, 9, 10"
    })
    void pyTorchsIsHalfOfTheFilterOnEitherSide(String text, String padding, int h, int w) {
        Workload same = padded(text, SamePadding.PYTORCH);
        assertThat(same.padding()).hasToString(padding);
        assertThat(same.output()).isEqualTo(new Size(h, w));
    }

    private static Workload padded(String text, SamePadding rule) {
        return Workload.parse(text).toBuilder().padding(rule).build();
    }

    @ParameterizedTest
    @CsvSource({
        "workloads/suites/efficientnet_b0_tf_same.csv, TENSORFLOW",
        "workloads/suites/mobilenet_v2.csv, PYTORCH"
    })
    void itIsThatOfNetworksThatWereMadeWithIt(String table, SamePadding rule) {
        assertThat(ShapeTable.read(SharedFolder.require(table)))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.workload().toBuilder().padding(rule).build())
                                .isEqualTo(row.workload()));
    }

    @Test
    void itIsCountedFromTheSizesThatAreSetLast() {
        WorkloadBuilder builder =
                Workload.builder().channels(8).padding(SamePadding.TENSORFLOW).input(224, 224);
        assertThat(builder.kernel(3).stride(2).build().padding()).hasToString("0.0.1.1");
        assertThat(builder.stride(1).build().padding()).hasToString("1");
        assertThat(builder.padding(0).build().padding().none()).isTrue();
    }

    @Test
    void sizesThatAreNoneOrTooLargeAreRefusedByName() {
        WorkloadBuilder builder =
                Workload.builder().channels(8).input(9, 9).padding(SamePadding.PYTORCH);
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessage("The kernel height is 0; it must be at least 1.");
        assertThatThrownBy(builder.kernel(Integer.MAX_VALUE).dilation(Integer.MAX_VALUE)::build)
                .isInstanceOf(InvalidWorkloadException.class);
    }
}
