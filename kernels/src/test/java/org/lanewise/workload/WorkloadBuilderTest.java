package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.RandomWorkloads;

class WorkloadBuilderTest {
    private static final Workload LAYER =
            Workload.parse("2x24x20x31_m2_k3x5_s2x1_p0.1.2.3_d1x2_nhwc_bias_relu6");

    @Test
    void aWorkloadIsPutTogetherInAnyOrder() {
        Workload built =
                Workload.builder()
                        .relu6()
                        .bias()
                        .layout(Layout.NHWC)
                        .dilation(new Size(1, 2))
                        .padding(new Padding(0, 1, 2, 3))
                        .stride(new Size(2, 1))
                        .kernel(new Size(3, 5))
                        .multiplier(2)
                        .input(20, 31)
                        .channels(24)
                        .batch(2)
                        .build();
        assertThat(built).isEqualTo(LAYER);
    }

    @Test
    void whatIsNotGivenIsAsInTheTextForm() {
        assertThat(Workload.builder().channels(8).input(5, 6).kernel(3).build())
                .isEqualTo(Workload.parse("8x5x6_k3"));
    }

    @Test
    void changesOfAnyWorkloadKeepTheRest() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 200; i++) {
            Workload workload = RandomWorkloads.small(random);
            assertThat(workload.toBuilder().build()).isEqualTo(workload);
        }
    }

    @Test
    void aWitherChangesOnePieceAlone() {
        assertThat(LAYER.withBatch(5)).hasToString("5x24x20x31" + tail("2x24x20x31"));
        assertThat(LAYER.withInput(40, 33)).hasToString("2x24x40x33" + tail("2x24x20x31"));
        assertThat(LAYER.withMultiplier(3)).hasToString(text().replace("_m2", "_m3"));
        assertThat(LAYER.withDilation(3)).hasToString(text().replace("_d1x2", "_d3"));
        assertThat(LAYER.withLayout(Layout.NCHW)).hasToString(text().replace("nhwc", "nchw"));
        assertThat(LAYER.withEpilogue(Epilogue.NONE))
                .hasToString(text().replace("_bias_relu6", ""));
        assertThat(LAYER.bare()).hasToString("24x20x31_m2_k3x5_s2x1_p0.1.2.3_d1x2_nhwc");
    }

    private static String text() {
        return LAYER.toString();
    }

    private static String tail(String shape) {
        return text().substring(shape.length());
    }

    @Test
    void piecesNeedNotFitEachOtherBeforeTheWorkloadIsBuilt() {
        Workload small = Workload.parse("8x5x5_k3");
        assertThat(small.toBuilder().dilation(9).input(30, 30).build())
                .isEqualTo(Workload.parse("8x30x30_k3_d9"));
        assertThatThrownBy(() -> small.withDilation(9))
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageContaining("use a smaller kernel or more padding");
    }

    @Test
    void aBiasAndAClampDoNotUndoEachOther() {
        WorkloadBuilder builder = Workload.builder().channels(8).input(5, 5).kernel(3);
        assertThat(builder.relu().bias().build().epilogue())
                .isEqualTo(Epilogue.NONE.withBias().clamped(0, Float.POSITIVE_INFINITY));
        assertThat(builder.clamp(-1, 1).build().epilogue())
                .isEqualTo(Epilogue.NONE.withBias().clamped(-1, 1));
    }
}
