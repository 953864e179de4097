package org.lanewise.testkit;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.host.JitSetup;
import org.lanewise.host.TargetProbe;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.FencedMemory.Flush;
import org.lanewise.workload.Workload;

/**
 * Runs random kernels with raw access on fenced memory, first interpreted and then compiled, and
 * says so line by line, because an access too far ends the process. Arguments: seed and number of
 * kernels.
 */
public final class FencedRun {
    /** Enough with the thresholds that the starting test sets for kernels. */
    private static final int CALLS = 150;

    private static final PrintStream OUT = System.out;

    private int compiled;

    private FencedRun() {}

    /** Exits with 0 if all results are right, with 1 if one is wrong, otherwise with a crash. */
    public static void main(String[] arguments) {
        // As in an application: C2 alone compiles kernels.
        JitSetup.ensure();
        List<KernelSource> sources =
                sources(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        FencedRun run = new FencedRun();
        try (KernelCompiler compiler = new KernelCompiler()) {
            List<byte[]> classFiles = compiler.classFiles(sources);
            for (int i = 0; i < sources.size(); i++) {
                run.check(KernelDefiner.define(classFiles.get(i)), sources.get(i).source());
            }
        }
        OUT.println("all right: " + sources.size() + " kernels, " + run.compiled + " compiled");
    }

    /** Kernels of different names, so that they are compiled together. */
    private static List<KernelSource> sources(long seed, int kernels) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, KernelSource> sources = new LinkedHashMap<>();
        while (sources.size() < kernels) {
            KernelSource source = KernelSource.of(next(random));
            sources.putIfAbsent(source.className(), source);
        }
        return List.copyOf(sources.values());
    }

    private static LegalSchedule next(SplittableRandom random) {
        while (true) {
            Workload workload = RandomWorkloads.small(random);
            ScheduleSpace space = ScheduleSpace.of(workload, TargetProbe.detect());
            Optional<LegalSchedule> raw =
                    RandomSchedules.legal(space, random)
                            .map(LegalSchedule::schedule)
                            .map(schedule -> schedule.with(Knobs.ACCESS, Access.RAW))
                            .flatMap(space::ifLegal);
            if (raw.isPresent()) {
                return raw.get();
            }
        }
    }

    private void check(DepthwiseKernel kernel, LegalSchedule legal) {
        SeededData data = SeededData.of(legal.workload(), 1);
        Reference reference = Reference.of(legal.workload(), data);
        for (Flush flush : Flush.values()) {
            OUT.println(KernelTester.reproduction(legal) + ", buffers flush at their " + flush);
            run(kernel, legal, data, reference, flush);
        }
    }

    private void run(
            DepthwiseKernel kernel,
            LegalSchedule legal,
            SeededData data,
            Reference reference,
            Flush flush) {
        Workload workload = legal.workload();
        Schedule schedule = legal.schedule();
        MemorySegment x = FencedMemory.copyOf(data.input(), flush);
        MemorySegment w =
                FencedMemory.copyOf(PackedWeights.pack(workload, schedule, data.weights()), flush);
        MemorySegment b =
                workload.epilogue().bias()
                        ? FencedMemory.copyOf(
                                PackedWeights.packBias(workload, schedule, data.bias()), flush)
                        : MemorySegment.NULL;
        MemorySegment y = FencedMemory.allocate(workload.outputElements(), flush);
        kernel.run(x, w, b, y, 0, kernel.tasks());
        expectRight(reference, y);
        for (int i = 0; i < CALLS; i++) {
            kernel.run(x, w, b, y, 0, kernel.tasks());
        }
        y.fill((byte) 0xFF);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        kernel.run(x, w, b, y, 0, kernel.tasks());
        if (flush == Flush.END && threads.getCurrentThreadAllocatedBytes() == before) {
            compiled++;
        }
        expectRight(reference, y);
    }

    private static void expectRight(Reference reference, MemorySegment y) {
        float[] actual = y.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
        OptionalInt wrong = reference.firstWrong(actual);
        if (wrong.isPresent()) {
            OUT.println("WRONG " + reference.describe(wrong.getAsInt(), actual[wrong.getAsInt()]));
            System.exit(1);
        }
    }
}
