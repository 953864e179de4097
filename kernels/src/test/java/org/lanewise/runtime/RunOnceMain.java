package org.lanewise.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lanewise.LanewiseException;
import org.lanewise.kernel.PaddedLongs;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * An application: loads a file, runs one workload on arrays, prints what ran and whether it was
 * right.
 */
final class RunOnceMain {
    private static final String RESOURCE = "resource:";
    private static final int RUNS = 10;

    /** More than HotSpot's C2 waits for. */
    private static final int CALLS = 30_000;

    private RunOnceMain() {}

    /**
     * Arguments: file, or {@code resource:} and its name, workload, fallback, and {@code warm} to
     * warm up first.
     */
    public static void main(String[] args) throws IOException {
        Workload workload = Workload.parse(args[1]);
        SeededData data = SeededData.of(workload, 1);
        float[] output = new float[(int) workload.outputElements()];
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.valueOf(args[2]));
        try (TunedKernels kernels = load(args[0], options);
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            System.out.println("level " + kernels.level(workload));
            System.out.println(conv.explain());
            if (args.length > 3) {
                System.out.println(conv.warmUp(Duration.ofSeconds(60)));
                makeStringsOfVarHandle();
                onMemoryOfEveryKind(conv);
            }
            // Twice: the first run is not the kernel's.
            conv.run(data.input(), output);
            conv.run(data.input(), output);
            boolean right = Reference.of(workload, data).firstWrong(output).isEmpty();
            System.out.println(right ? "right" : "WRONG");
        } catch (LanewiseException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }

    private static TunedKernels load(String place, LoadOptions options) throws IOException {
        if (!place.startsWith(RESOURCE)) {
            return TunedKernels.load(Path.of(place), options);
        }
        try (InputStream content =
                ClassLoader.getSystemResourceAsStream(place.substring(RESOURCE.length()))) {
            return TunedKernels.load(content, options);
        }
    }

    /**
     * HotSpot makes the string constants of a class in the thread whose call first has a method of
     * it compiled by C2. Each run goes through a few methods of {@code VarHandle}, as the JDK has
     * some thousand times before, so one of the runs that are watched would now and then be the one
     * that makes VarHandle's: 192 bytes, which are no kernel's.
     */
    private static void makeStringsOfVarHandle() {
        PaddedLongs longs = new PaddedLongs(1);
        for (int i = 0; i < CALLS; i++) {
            longs.add(0, 1);
        }
    }

    /** What runs allocate that follow the warm-up; interpreted vectors are objects. */
    private static void onMemoryOfEveryKind(DepthwiseConv conv) {
        try (Arena confined = Arena.ofConfined();
                Arena shared = Arena.ofShared()) {
            for (Arena arena : List.of(confined, shared, Arena.ofAuto(), Arena.global())) {
                MemorySegment input =
                        KernelBuffers.allocate(arena, conv.workload().inputElements());
                MemorySegment output =
                        KernelBuffers.allocate(arena, conv.workload().outputElements());
                Runnable runs = () -> run(conv, input, output);
                System.out.println("allocated " + WarmUp.allocatedBy(runs));
            }
        }
    }

    /** More often than HotSpot lets compiled code fall back before it throws it away. */
    private static void run(DepthwiseConv conv, MemorySegment input, MemorySegment output) {
        for (int i = 0; i < RUNS; i++) {
            conv.run(input, output);
        }
    }
}
