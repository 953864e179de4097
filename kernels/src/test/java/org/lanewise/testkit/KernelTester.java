package org.lanewise.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * The one tester that every kernel goes through: generates, compiles and runs it between guard
 * zones and compares with {@link Reference}. Not thread-safe.
 */
public final class KernelTester implements AutoCloseable {
    /** What tests generate for; a narrower machine runs it too, only slowly. */
    public static final Target TARGET = Target.AVX512;

    private static final long DATA_SEED = 1;

    private final KernelCompiler compiler = new KernelCompiler();
    private final Map<LegalSchedule, DepthwiseKernel> prepared = new HashMap<>();

    /** The legal schedule of two texts, for tests that name one. */
    public static LegalSchedule legal(String workload, String schedule) {
        return ScheduleSpace.of(Workload.parse(workload), TARGET).admit(Schedule.parse(schedule));
    }

    /**
     * Compiles kernels together, in less time than one after the other; they are kept until others
     * are prepared.
     */
    public void prepare(List<LegalSchedule> kernels) {
        prepared.clear();
        Map<String, KernelSource> sources = new LinkedHashMap<>();
        try {
            for (LegalSchedule kernel : kernels) {
                // Kernels of one schedule have one name; all but the first are compiled alone.
                KernelSource source = KernelSource.of(kernel);
                sources.putIfAbsent(source.className(), source);
            }
            Iterator<byte[]> classFiles =
                    compiler.classFiles(List.copyOf(sources.values())).iterator();
            for (KernelSource source : sources.values()) {
                prepared.put(source.source(), KernelDefiner.define(classFiles.next()));
            }
        } catch (RuntimeException oneFails) {
            // Compiled alone, each that fails is named.
            prepared.clear();
        }
    }

    private DepthwiseKernel kernel(LegalSchedule legal) {
        DepthwiseKernel known = prepared.get(legal);
        return known == null ? compiler.compile(KernelSource.of(legal)).kernel() : known;
    }

    /**
     * What is wrong with a kernel, in one line that begins with the reproduction; empty if nothing
     * is.
     */
    public Optional<String> fault(LegalSchedule legal) {
        SeededData data = HostileData.of(legal.workload(), DATA_SEED);
        try {
            float[] actual = run(legal, data);
            Reference reference = Reference.of(legal.workload(), data);
            OptionalInt wrong = reference.firstWrong(actual);
            return wrong.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            reproduction(legal)
                                    + ": "
                                    + reference.describe(
                                            wrong.getAsInt(), actual[wrong.getAsInt()]));
        } catch (RuntimeException failure) {
            return Optional.of(reproduction(legal) + ": " + failure);
        }
    }

    /** The line that names a case. */
    public static String reproduction(LegalSchedule legal) {
        return "Workload " + legal.workload() + " Schedule " + legal.schedule();
    }

    /**
     * Runs a kernel in two halves, the second half of its tasks first.
     *
     * @return the output, in the workload's layout
     * @throws IllegalStateException if it touched what is not its to touch
     */
    public float[] run(LegalSchedule legal, SeededData data) {
        Workload workload = legal.workload();
        float[] weights = PackedWeights.pack(workload, legal.schedule(), data.weights());
        DepthwiseKernel kernel = kernel(legal);
        try (Arena arena = Arena.ofConfined()) {
            GuardedBuffer x = GuardedBuffer.of(arena, data.input());
            GuardedBuffer w = GuardedBuffer.of(arena, weights);
            GuardedBuffer y = GuardedBuffer.empty(arena, workload.outputElements());
            MemorySegment bias =
                    workload.epilogue().bias()
                            ? GuardedBuffer.of(
                                            arena,
                                            PackedWeights.packBias(
                                                    workload, legal.schedule(), data.bias()))
                                    .content()
                            : MemorySegment.NULL;
            int half = kernel.tasks() / 2;
            kernel.run(x.content(), w.content(), bias, y.content(), half, kernel.tasks());
            kernel.run(x.content(), w.content(), bias, y.content(), 0, half);
            require(
                    x.zonesIntact() && w.zonesIntact() && y.zonesIntact(),
                    "a guard zone was written");
            require(x.holds(data.input()), "the input was changed");
            require(w.holds(weights), "the weights were changed");
            return y.values();
        }
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        compiler.close();
    }
}
