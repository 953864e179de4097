package org.lanewise.tuner.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.child.ChildJvm;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.FreshKernel;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.FreshMain;

/**
 * Times kernels, each in a JVM of its own, which is what an application will run it in. They are
 * compiled here, where the compiler is warm already. Not thread-safe.
 */
public final class Fresh implements AutoCloseable {
    /** On a busy machine start and warm-up take several times what they should. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KernelCompiler compiler;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;

    /** JVMs with the flags of an application. */
    public Fresh() {
        this(
                WorkerJvm.applicationCommand(FreshMain.class.getName()),
                Map.of("CLASSPATH", WorkerJvm.classPath(List.of())),
                LIMIT,
                new KernelCompiler());
    }

    /** The same, but each writes what C2 makes of its kernel, line by line, into a file. */
    public static Fresh printing(Path log) {
        return new Fresh(
                WorkerJvm.printingCommand(FreshMain.class.getName(), log),
                Map.of("CLASSPATH", WorkerJvm.classPath(List.of())),
                LIMIT,
                KernelCompiler.withLines());
    }

    Fresh(List<String> command, Map<String, String> environment, Duration limit) {
        this(command, environment, limit, new KernelCompiler());
    }

    private Fresh(
            List<String> command,
            Map<String, String> environment,
            Duration limit,
            KernelCompiler compiler) {
        this.compiler = compiler;
        this.command = command;
        this.environment = environment;
        this.limit = limit;
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
        byte[] classFile;
        try {
            classFile = compiler.classFile(KernelSource.of(legal));
        } catch (KernelCompileException refused) {
            return new Outcome.CompileFailed(String.valueOf(refused.getMessage()));
        }
        try (ChildJvm<FreshKernel, Outcome> jvm =
                ChildJvm.start(command, environment, FreshKernel.class, Outcome.class)) {
            return outcome(
                    jvm.ask(
                            new FreshKernel(Candidate.of(legal), classFile, plan),
                            TimeLimit.toMeasure(
                                    TimeLimit.shorter(limit, patience),
                                    legal.workload(),
                                    plan,
                                    1)));
        }
    }

    private static Outcome outcome(ChildJvm.Answer<Outcome> answer) {
        return switch (answer) {
            case ChildJvm.Answer.Replied<Outcome>(Outcome outcome) -> outcome;
            case ChildJvm.Answer.Refused<Outcome>(String sentence) ->
                    new Outcome.WorkerDied(sentence);
            case ChildJvm.Answer.Silent<Outcome>(Duration waited) ->
                    new Outcome.TimedOut(waited.toMillis());
            case ChildJvm.Answer.Died<Outcome>(String lastWords) ->
                    new Outcome.WorkerDied(lastWords);
        };
    }

    @Override
    public void close() {
        compiler.close();
    }
}
