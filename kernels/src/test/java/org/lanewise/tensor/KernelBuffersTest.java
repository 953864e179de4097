package org.lanewise.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelBuffersTest {
    private static final int LINE = 64;

    @Test
    void tensorsAllocatedInARowDoNotMeetWithinAQuarterOfAPage() {
        try (Arena arena = Arena.ofConfined()) {
            // Of a size after which an allocator alone would begin at the same place again.
            List<MemorySegment> tensors =
                    Stream.generate(() -> KernelBuffers.allocate(arena, 1024 * 49))
                            .limit(20)
                            .toList();
            for (int i = 0; i < tensors.size(); i++) {
                for (int j = i + 1; j < Math.min(tensors.size(), i + 6); j++) {
                    long distance = tensors.get(j).address() - tensors.get(i).address();
                    assertThat(Math.floorMod(distance, 1024L))
                            .as("tensors %d and %d", i, j)
                            .isBetween(2L * LINE, 1024L - 2 * LINE);
                }
            }
        }
    }

    @Test
    void memoryIsAsLargeAsAskedForAlignedAndZeroed() {
        try (Arena arena = Arena.ofConfined()) {
            for (int floats : new int[] {0, 1, 17, 5000}) {
                MemorySegment tensor = KernelBuffers.allocate(arena, floats);
                assertThat(tensor.byteSize()).isEqualTo(4L * floats);
                assertThat(tensor.address() % LINE).isZero();
                assertThat(tensor.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(new float[floats]);
            }
        }
    }

    @Test
    void aTensorThatFitsNoMemoryIsAnErrorThatNamesIt() {
        for (Arena arena : List.of(Arena.ofAuto(), Arena.ofShared())) {
            assertThatThrownBy(() -> KernelBuffers.allocate(arena, 1L << 48))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageStartingWith("No native memory is left for 1125899906")
                    .hasMessageContaining("bytes of a tensor; give this process more memory");
        }
    }
}
