package org.lanewise.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.Filter;
import org.lanewise.tensor.FilterOrder;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * What an application waits for that prepares all layers of a pack together in a fresh JVM, and
 * whether they are as fast at once as they will be.
 */
final class NetworkMain {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RUNS = 200;

    private NetworkMain() {}

    /** The argument is a pack; with a second one it ends when the layers are ready. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (TunedKernels kernels = TunedKernels.load(Path.of(args[0]))) {
            Map<String, SeededData> data = new LinkedHashMap<>();
            NetworkBuilder builder = kernels.network();
            kernels.layers()
                    .forEach((name, workload) -> {
                        SeededData made = SeededData.of(workload, 1);
                        data.put(name, made);
                        builder.add(
                                name,
                                Filter.of(FilterOrder.OIHW, made.weights()).withBias(made.bias()));
                    });
            try (Network network = builder.prepare(LIMIT)) {
                System.out.println(network);
                print("ready together, ms: %.0f", network.readyAfter().toNanos() / 1e6);
                if (args.length == 1) {
                    double slowest = 1;
                    for (Map.Entry<String, DepthwiseConv> layer : network.layers().entrySet()) {
                        slowest =
                                Math.min(
                                        slowest,
                                        ofLaterSpeed(layer.getValue(), data.get(layer.getKey())));
                    }
                    print("slowest layer at once, share of its later speed: %.2f", slowest);
                }
            }
        }
    }

    private static double ofLaterSpeed(DepthwiseConv conv, SeededData data) {
        Workload workload = conv.workload();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            double atOnce = medianNanos(conv, input, output, RUNS);
            double later = medianNanos(conv, input, output, 10 * RUNS);
            OptionalInt wrong =
                    Reference.of(workload, data).firstWrong(output.toArray(ValueLayout.JAVA_FLOAT));
            if (wrong.isPresent()) {
                System.out.println("WRONG " + workload);
            }
            return later / atOnce;
        }
    }

    private static double medianNanos(
            DepthwiseConv conv, MemorySegment input, MemorySegment output, int runs) {
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            conv.run(input, output);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[runs / 2];
    }

    private static void print(String format, double figure) {
        System.out.println(String.format(Locale.ROOT, format, figure));
    }
}
