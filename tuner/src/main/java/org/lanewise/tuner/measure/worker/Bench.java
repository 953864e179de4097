package org.lanewise.tuner.measure.worker;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.CompiledKernel;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.runtime.JitSetup;
import org.lanewise.runtime.VectorGate;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * Turns schedules into kernels on real data. Keeps the data and right answer of the last workload.
 * Not thread-safe.
 */
final class Bench implements AutoCloseable {
    private final KernelCompiler compiler = new KernelCompiler();
    private final Control control = new Control();
    private @Nullable Tensors tensors;

    Bench() {
        JitSetup.ensure();
    }

    /**
     * A kernel ready to be proved.
     *
     * @throws org.lanewise.compile.KernelCompileException if its source does not compile
     */
    Subject prepare(Workload workload, Schedule schedule) {
        KernelSource source =
                KernelSource.of(
                        ScheduleSpace.of(workload, VectorGate.maxVectorBits()).admit(schedule));
        return new Subject(compiler.compile(source), tensors(workload));
    }

    /**
     * The same of a kernel that another JVM compiled.
     *
     * @throws IllegalArgumentException if these are no bytes of a kernel class
     */
    Subject prepare(LegalSchedule legal, byte[] classFile) {
        CompiledKernel kernel =
                new CompiledKernel(
                        KernelSource.of(legal), classFile, KernelDefiner.define(classFile));
        return new Subject(kernel, tensors(legal.workload()));
    }

    /** Nanoseconds a run of the control kernel now; empty if it could not be compiled. */
    OptionalDouble control() {
        return control.nanos(this);
    }

    /** A kernel with data of its own, which live as long as this worker. */
    Subject prepareApart(LegalSchedule legal) {
        return new Subject(compiler.compile(KernelSource.of(legal)), new Tensors(legal.workload()));
    }

    private Tensors tensors(Workload workload) {
        Tensors kept = tensors;
        if (kept != null && kept.workload().equals(workload)) {
            return kept;
        }
        if (kept != null) {
            kept.close();
        }
        Tensors made = new Tensors(workload);
        tensors = made;
        return made;
    }

    @Override
    public void close() {
        compiler.close();
        if (tensors != null) {
            tensors.close();
        }
    }
}
