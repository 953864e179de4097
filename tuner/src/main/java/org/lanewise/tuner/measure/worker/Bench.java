package org.lanewise.tuner.measure.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.CompiledKernel;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.host.JitSetup;
import org.lanewise.host.TargetProbe;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.tuner.measure.protocol.Spent;
import org.lanewise.workload.Workload;

/**
 * Turns schedules into kernels on real data. Keeps the data and right answers of the last
 * workloads, and the kernels that were prepared last. Not thread-safe.
 */
final class Bench implements AutoCloseable {
    private static final int MOST_WORKLOADS = 16;

    /** Beside those of the workload at hand. */
    private static final long MOST_BYTES = 1L << 30;

    private final KernelCompiler compiler = new KernelCompiler();
    private final Control control = new Control();
    private final Stopwatch stopwatch = new Stopwatch();
    private final Preparation preparation = new Preparation(stopwatch);
    private final SequencedMap<Workload, Tensors> tensors = new LinkedHashMap<>();

    Bench() {
        JitSetup.ensure();
        JavacSetup.ensure();
    }

    /**
     * The schedule that a candidate means.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException if it breaks a rule
     */
    static LegalSchedule legal(Candidate candidate) {
        return ScheduleSpace.of(Workload.parse(candidate.workload()), TargetProbe.detect())
                .admit(Schedule.parse(candidate.schedule()));
    }

    /**
     * Brings kernels of one workload to compiled code, several at a time; those prepared before are
     * given up.
     */
    void prepareAll(List<LegalSchedule> kernels) {
        preparation.prepare(kernels, tensors(kernels.getFirst().workload()));
    }

    /** What was spent since this was asked last. */
    Spent spent() {
        return stopwatch.take();
    }

    /**
     * A kernel ready to be proved.
     *
     * @throws org.lanewise.compile.KernelCompileException if its source does not compile
     */
    Subject prepare(LegalSchedule legal) {
        return preparation.find(legal).orElseGet(() -> make(legal));
    }

    private Subject make(LegalSchedule legal) {
        Tensors data = tensors(legal.workload());
        KernelSource source = stopwatch.in(Phase.GENERATE, () -> KernelSource.of(legal));
        CompiledKernel compiled = stopwatch.in(Phase.JAVAC, () -> compiler.compile(source));
        return stopwatch.in(Phase.LOAD, () -> new Subject(compiled, data, stopwatch));
    }

    /** Nanoseconds a run of the control kernel now; empty if it could not be compiled. */
    OptionalDouble control() {
        return control.nanos(this);
    }

    /** A kernel with data of its own, which live as long as this worker. */
    Subject prepareApart(LegalSchedule legal) {
        return new Subject(
                compiler.compile(KernelSource.of(legal)),
                new Tensors(legal.workload()),
                new Stopwatch());
    }

    /** A search goes from layer to layer and back; the right answers take long to compute. */
    private Tensors tensors(Workload workload) {
        Tensors known = tensors.get(workload);
        if (known != null) {
            return known;
        }
        while (tensors.size() == MOST_WORKLOADS || bytes() > MOST_BYTES) {
            forgetOldest();
        }
        Tensors made = stopwatch.in(Phase.DATA, () -> new Tensors(workload));
        tensors.put(workload, made);
        return made;
    }

    private long bytes() {
        return tensors.values().stream().mapToLong(Tensors::bytes).sum();
    }

    private void forgetOldest() {
        preparation.forget();
        Tensors oldest = tensors.pollFirstEntry().getValue();
        oldest.close();
    }

    @Override
    public void close() {
        compiler.close();
        preparation.close();
        tensors.values().forEach(Tensors::close);
    }
}
