package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/**
 * Closes convolutions under the threads that use them, in a JVM of its own: what is used after it
 * was freed would take the JVM down.
 */
final class CloseMain {
    private static final int ROUNDS = 300;
    private static final int THREADS = 4;

    /** Its packed weights are large, so that freeing them unmaps pages. */
    private static final Workload WORKLOAD = Workload.parse("8192x4x4_k5_s1_p2_nchw16c");

    private CloseMain() {}

    public static void main(String[] args) throws InterruptedException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        AtomicInteger refused = new AtomicInteger();
        try (TunedKernels kernels =
                        TunedKernels.of(
                                SampleConfigs.here(WORKLOAD),
                                LoadOptions.DEFAULT.with(Fallback.SILENT));
                Arena arena = Arena.ofShared()) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            List<MemorySegment> outputs =
                    Stream.generate(() -> KernelBuffers.allocate(arena, WORKLOAD.outputElements()))
                            .limit(THREADS)
                            .toList();
            for (int round = 0; round < ROUNDS; round++) {
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights());
                CountDownLatch running = new CountDownLatch(THREADS);
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    MemorySegment output = outputs.get(i);
                    int kind = i;
                    threads.add(
                            Thread.ofPlatform()
                                    .start(() -> {
                                        running.countDown();
                                        try {
                                            useForEver(conv, kind, data, input, output);
                                        } catch (IllegalStateException closed) {
                                            refused.incrementAndGet();
                                        }
                                    }));
                }
                running.await();
                // So that it closes in the midst of runs, wherever they are.
                Thread.sleep(1);
                conv.close();
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }
        System.out.println("refused " + refused + " of " + ROUNDS * THREADS);
    }

    @SuppressWarnings("InfiniteLoopStatement") // Until the convolution refuses.
    private static void useForEver(
            DepthwiseConv conv,
            int kind,
            SeededData data,
            MemorySegment input,
            MemorySegment output) {
        float[] array = kind == 1 ? new float[(int) WORKLOAD.outputElements()] : new float[0];
        while (true) {
            switch (kind) {
                case 0 -> conv.warmUp(Duration.ofSeconds(1));
                case 1 -> conv.run(data.input(), array);
                default -> conv.run(input, output);
            }
        }
    }
}
