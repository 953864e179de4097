package org.lanewise.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.lanewise.workload.Workload;

class FilterTest {
    /** Two channels of three taps each. */
    private static final Workload WORKLOAD = Workload.parse("2x5x5_k1x3_bias");

    private static final float[] OIHW = {1, 2, 3, 10, 20, 30};

    @Test
    void tfLitesOrderHoldsTheChannelsOfATapTogether() {
        float[] hwio = {1, 10, 2, 20, 3, 30};
        assertThat(Filter.of(FilterOrder.HWIO, hwio).oihw(WORKLOAD)).containsExactly(OIHW);
        assertThat(Filter.of(FilterOrder.OIHW, OIHW).oihw(WORKLOAD)).containsExactly(OIHW);
    }

    @Test
    void channelsOfAMultiplierLieBesideEachOtherAsTensorFlowHasThem() {
        Workload twice = Workload.parse("2x5x5_m2_k1x2");
        // (kh, kw, channels, multiplier): value = 100 * tap + 10 * channel + m.
        float[] weights = {0, 1, 10, 11, 100, 101, 110, 111};
        assertThat(Filter.of(FilterOrder.HWIO, weights).oihw(twice))
                .containsExactly(0, 100, 1, 101, 10, 110, 11, 111);
    }

    @Test
    void buffersAndSegmentsAreCopiedAndLeftAsTheyAre() {
        FloatBuffer buffer = FloatBuffer.wrap(new float[] {0, 1, 2, 3, 10, 20, 30}).position(1);
        Filter ofBuffer = Filter.of(FilterOrder.OIHW, buffer).withBias(FloatBuffer.allocate(2));
        assertThat(buffer.position()).isEqualTo(1);
        buffer.put(1, 99);
        assertThat(ofBuffer.oihw(WORKLOAD)).containsExactly(OIHW);
        assertThat(ofBuffer.bias()).containsExactly(0, 0);
        try (Arena arena = Arena.ofConfined()) {
            // As in a model file, where tensors begin anywhere.
            MemorySegment odd = arena.allocate(4L * OIHW.length + 1).asSlice(1);
            MemorySegment.copy(OIHW, 0, odd, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, OIHW.length);
            Filter ofSegment = Filter.of(FilterOrder.OIHW, odd).withBias(odd.asSlice(0, 8));
            assertThat(ofSegment.oihw(WORKLOAD)).containsExactly(OIHW);
            assertThat(ofSegment.bias()).containsExactly(1, 2);
            assertThatThrownBy(() -> Filter.of(FilterOrder.OIHW, odd.asSlice(0, 7)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A segment of 7 bytes holds no whole floats.");
        }
    }

    @Test
    void theyAreAsTheyWereWhenTheyWereGiven() {
        float[] given = OIHW.clone();
        float[] bias = {7, 8};
        Filter filter = Filter.of(FilterOrder.OIHW, given).withBias(bias);
        given[0] = 99;
        bias[0] = 99;
        filter.oihw(WORKLOAD)[1] = 99;
        filter.bias()[1] = 99;
        assertThat(filter.oihw(WORKLOAD)).containsExactly(OIHW);
        assertThat(filter.bias()).containsExactly(7, 8);
    }

    @Test
    void weightsOfAnotherConvolutionAreRefused() {
        Filter five = Filter.of(FilterOrder.HWIO, new float[5]);
        assertThatThrownBy(() -> five.oihw(WORKLOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The weights of 2x5x5_k1x3_s1_p0_nchw_bias must have 6 floats but have 5.");
    }
}
