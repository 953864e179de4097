package org.lanewise.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** Ten thousand virtual threads, each running a convolution once. */
final class ManyThreadsMain {
    private static final int THREADS = 10_000;

    /** On plain NCHW with lanes along channels: transposed in scratch memory. */
    private static final Workload WORKLOAD = Workload.parse("8x6x6_k3_s1_p1_nchw");

    private ManyThreadsMain() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        Reference reference = Reference.of(WORKLOAD, data);
        AtomicInteger right = new AtomicInteger();
        try (TunedKernels kernels =
                        TunedKernels.of(
                                SampleConfigs.here(WORKLOAD),
                                LoadOptions.DEFAULT.with(Fallback.FAIL));
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights())) {
            System.out.println(conv.explain());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(
                        Thread.ofVirtual()
                                .start(() -> right.addAndGet(run(conv, data, reference))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        System.out.println("right " + right);
        System.out.println("resident " + mostResidentMegabytes());
    }

    /** The most at any time; 0 where the system does not tell. */
    private static long mostResidentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static int run(DepthwiseConv conv, SeededData data, Reference reference) {
        float[] output = new float[(int) WORKLOAD.outputElements()];
        conv.run(data.input(), output);
        return reference.firstWrong(output).isEmpty() ? 1 : 0;
    }
}
