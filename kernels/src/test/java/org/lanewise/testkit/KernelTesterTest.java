package org.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.lanewise.kernel.RawMemory;

/** The tester itself must be able to fail. */
class KernelTesterTest {
    @Test
    void aWriteIntoEitherZoneIsSeen() {
        try (Arena arena = Arena.ofConfined()) {
            GuardedBuffer buffer = GuardedBuffer.empty(arena, 3);
            long content = buffer.content().address();
            RawMemory.ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, content, 0f);
            RawMemory.ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, content + 8, 0f);
            assertThat(buffer.zonesIntact()).isTrue();

            RawMemory.ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, content + 12, 0f);
            assertThat(buffer.zonesIntact()).as("behind").isFalse();

            GuardedBuffer other = GuardedBuffer.empty(arena, 3);
            RawMemory.ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, other.content().address() - 4, 0f);
            assertThat(other.zonesIntact()).as("before").isFalse();
        }
    }

    @Test
    void whatWasNeverWrittenIsNotANumber() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(GuardedBuffer.empty(arena, 2).values()).containsOnly(Float.NaN);
        }
    }

    @Test
    void aReproductionCanBePastedBackIn() {
        String line =
                KernelTester.reproduction(
                        KernelTester.legal("3x5x6_k3_s1_p1", "w128_b1_t1x1_chw_cols_reload_raw"));
        assertThat(line)
                .isEqualTo(
                        "Workload 3x5x6_k3_s1_p1_nchw Schedule w128_b1_t1x1_chw_cols_reload_raw");
    }
}
