package org.lanewise.tuner.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.child.ChildJvm;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.FreshKernels;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.FreshMain;
import org.lanewise.workload.Workload;

/**
 * Times kernels in JVMs that have just started, which is what an application will run them in. They
 * are compiled here, where the compiler is warm already. Not thread-safe.
 */
public final class Fresh implements AutoCloseable {
    /** On a busy machine start and warm-up take several times what they should. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KernelCompiler compiler;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;
    private final Cutoff cutoff;

    /** JVMs with the flags of an application. */
    public Fresh() {
        this(Cutoff.never());
    }

    /** The same, but none is waited for beyond the cutoff. */
    public Fresh(Cutoff cutoff) {
        this(
                WorkerJvm.applicationCommand(FreshMain.class.getName()),
                Map.of("CLASSPATH", WorkerJvm.classPath(List.of())),
                LIMIT,
                cutoff,
                new KernelCompiler());
    }

    /** The same, but each writes what C2 makes of its kernel, line by line, into a file. */
    public static Fresh printing(Path log) {
        return new Fresh(
                WorkerJvm.printingCommand(FreshMain.class.getName(), log),
                Map.of("CLASSPATH", WorkerJvm.classPath(List.of())),
                LIMIT,
                Cutoff.never(),
                KernelCompiler.withLines());
    }

    Fresh(List<String> command, Map<String, String> environment, Duration limit) {
        this(command, environment, limit, Cutoff.never(), new KernelCompiler());
    }

    private Fresh(
            List<String> command,
            Map<String, String> environment,
            Duration limit,
            Cutoff cutoff,
            KernelCompiler compiler) {
        this.compiler = compiler;
        this.command = command;
        this.environment = environment;
        this.limit = limit;
        this.cutoff = cutoff;
    }

    /**
     * Generates and compiles a kernel; warms, checks and times it in a fresh JVM.
     *
     * @param patience to wait no longer than this, and what the workload's size asks for, where
     *     less than usual is left
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if no JVM can be started
     */
    public Outcome measure(LegalSchedule legal, Request.Plan plan, Duration patience)
            throws InterruptedException {
        return measure(List.of(legal), plan, patience).getFirst();
    }

    /**
     * The same with several kernels of one workload, which take turns in one fresh JVM: their times
     * differ by what the kernels are, not by when they were measured. If that JVM dies or refuses,
     * each gets one of its own, since it is open whose fault that was; if it is silent, all are
     * timed out.
     *
     * @param kernels no two the same
     * @return what became of each, in their order
     */
    public List<Outcome> measure(List<LegalSchedule> kernels, Request.Plan plan, Duration patience)
            throws InterruptedException {
        Map<LegalSchedule, Outcome> outcomes = new HashMap<>();
        Map<LegalSchedule, FreshKernels.Kernel> compiled = new LinkedHashMap<>();
        for (LegalSchedule legal : kernels) {
            try {
                compiled.put(legal, compile(legal));
            } catch (KernelCompileException refused) {
                outcomes.put(
                        legal, new Outcome.CompileFailed(String.valueOf(refused.getMessage())));
            }
        }
        outcomes.putAll(inTurns(compiled, plan, patience));
        return kernels.stream().map(legal -> Objects.requireNonNull(outcomes.get(legal))).toList();
    }

    private FreshKernels.Kernel compile(LegalSchedule legal) {
        return new FreshKernels.Kernel(
                Candidate.of(legal), compiler.classFile(KernelSource.of(legal)));
    }

    private Map<LegalSchedule, Outcome> inTurns(
            Map<LegalSchedule, FreshKernels.Kernel> kernels, Request.Plan plan, Duration patience)
            throws InterruptedException {
        if (kernels.isEmpty()) {
            return Map.of();
        }
        long start = System.nanoTime();
        return switch (ask(kernels, plan, patience)) {
            case ChildJvm.Answer.Replied<FreshKernels.Answer>(FreshKernels.Answer answer) ->
                    each(kernels, answer.outcomes().iterator()::next);
            case ChildJvm.Answer.Refused<FreshKernels.Answer>(String sentence) ->
                    failed(kernels, plan, rest(patience, start), sentence);
            case ChildJvm.Answer.Silent<FreshKernels.Answer>(Duration waited) ->
                    each(kernels, () -> new Outcome.TimedOut(waited.toMillis()));
            case ChildJvm.Answer.Died<FreshKernels.Answer>(String lastWords) ->
                    failed(kernels, plan, rest(patience, start), lastWords);
        };
    }

    private ChildJvm.Answer<FreshKernels.Answer> ask(
            Map<LegalSchedule, FreshKernels.Kernel> kernels, Request.Plan plan, Duration patience)
            throws InterruptedException {
        Workload workload = kernels.keySet().iterator().next().workload();
        try (ChildJvm<FreshKernels, FreshKernels.Answer> jvm =
                ChildJvm.start(
                        command, environment, FreshKernels.class, FreshKernels.Answer.class)) {
            return jvm.ask(
                    new FreshKernels(List.copyOf(kernels.values()), plan),
                    TimeLimit.toMeasure(
                            TimeLimit.shorter(limit.multipliedBy(kernels.size()), patience),
                            workload,
                            plan,
                            kernels.size()),
                    cutoff.left());
        }
    }

    private static Map<LegalSchedule, Outcome> each(
            Map<LegalSchedule, FreshKernels.Kernel> kernels, Supplier<Outcome> outcome) {
        Map<LegalSchedule, Outcome> outcomes = new HashMap<>();
        kernels.keySet().forEach(legal -> outcomes.put(legal, outcome.get()));
        return outcomes;
    }

    /** Of one kernel it is known whose fault it was; several get a JVM each. */
    private Map<LegalSchedule, Outcome> failed(
            Map<LegalSchedule, FreshKernels.Kernel> kernels,
            Request.Plan plan,
            Duration patience,
            String words)
            throws InterruptedException {
        if (kernels.size() == 1) {
            return each(kernels, () -> new Outcome.WorkerDied(words));
        }
        Map<LegalSchedule, Outcome> outcomes = new HashMap<>();
        long start = System.nanoTime();
        for (Map.Entry<LegalSchedule, FreshKernels.Kernel> one : kernels.entrySet()) {
            outcomes.putAll(
                    inTurns(Map.of(one.getKey(), one.getValue()), plan, rest(patience, start)));
        }
        return outcomes;
    }

    private static Duration rest(Duration patience, long startNanos) {
        Duration rest = patience.minusNanos(System.nanoTime() - startNanos);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    @Override
    public void close() {
        compiler.close();
    }
}
