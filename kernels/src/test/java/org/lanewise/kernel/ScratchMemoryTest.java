package org.lanewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(120)
@Isolated("all kernels of a JVM share the memory")
class ScratchMemoryTest {
    private static final int PIECES = Slots.count();
    private static final long BYTES = 1 << 16;

    @Test
    void memoryIsAsLargeAsAskedForAndBeginsWithAPage() {
        for (long bytes : new long[] {1, 4097, 100}) {
            try (ScratchMemory scratch = ScratchMemory.borrow(bytes)) {
                assertThat(scratch.memory().byteSize()).isGreaterThanOrEqualTo(bytes);
                assertThat(scratch.memory().address() % 4096).isZero();
            }
        }
    }

    @Test
    void aThreadGetsThePieceThatItHadBefore() {
        long before;
        try (ScratchMemory scratch = ScratchMemory.borrow(BYTES)) {
            before = scratch.memory().address();
        }
        try (ScratchMemory scratch = ScratchMemory.borrow(BYTES)) {
            assertThat(scratch.memory().address()).isEqualTo(before);
        }
    }

    @Test
    void aThreadThatFindsNoneWaitsForTheNextThatIsGivenBack() throws InterruptedException {
        List<ScratchMemory> all = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            all.add(ScratchMemory.borrow(BYTES));
        }
        CountDownLatch served = new CountDownLatch(1);
        Thread waiting =
                Thread.ofPlatform()
                        .start(() -> {
                            ScratchMemory.borrow(BYTES).close();
                            served.countDown();
                        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        assertThat(served.getCount()).isEqualTo(1);
        all.forEach(ScratchMemory::close);
        served.await();
    }

    @Test
    void noTwoThreadsHaveTheSamePieceAndAllHaveNoMoreThanTheSlots() throws InterruptedException {
        AtomicInteger disturbed = new AtomicInteger();
        long before = ScratchMemory.bytes();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> use(number, disturbed)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(disturbed).hasValue(0);
        assertThat(ScratchMemory.bytes()).isLessThanOrEqualTo(before + PIECES * 4L * BYTES);
    }

    @SuppressWarnings("ThreadPriorityCheck") // The other threads shall meet this one here.
    private static void use(int number, AtomicInteger disturbed) {
        for (int run = 0; run < 20; run++) {
            try (ScratchMemory scratch = ScratchMemory.borrow(BYTES * (1 + number % 4))) {
                scratch.memory().set(ValueLayout.JAVA_INT, 0, number);
                Thread.yield();
                if (scratch.memory().get(ValueLayout.JAVA_INT, 0) != number) {
                    disturbed.incrementAndGet();
                }
            }
        }
    }

    @Test
    void aShortageIsAnErrorThatNamesItAndTakesNothingFromOthers() {
        assertThatThrownBy(() -> ScratchMemory.borrow(1L << 50))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("1125899906842624 bytes that a kernel copies")
                .hasMessageContaining("give this process more memory");
        for (int i = 0; i < 2 * PIECES; i++) {
            ScratchMemory.borrow(BYTES).close();
        }
    }
}
