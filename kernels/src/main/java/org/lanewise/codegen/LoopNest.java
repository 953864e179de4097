package org.lanewise.codegen;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Tasks;

/**
 * A lowered kernel: the loop over tasks and one method for each region of the output. Made by
 * {@link Lowering}; immutable.
 */
public final class LoopNest {
    private final LegalSchedule source;
    private final Tasks tasks;
    private final List<Stmt> run;
    private final List<Method> methods;

    LoopNest(LegalSchedule source, Tasks tasks, List<Stmt> run, List<Method> methods) {
        this.source = source;
        this.tasks = tasks;
        this.run = List.copyOf(run);
        this.methods = List.copyOf(methods);
    }

    /** What was lowered. */
    public LegalSchedule source() {
        return source;
    }

    /** Number of independent tasks. */
    public int tasks() {
        return tasks.count();
    }

    List<Stmt> run() {
        return run;
    }

    List<Method> methods() {
        return methods;
    }

    /** Whether a task computes a band of rows only. */
    boolean banded() {
        return tasks.bands() > 1;
    }

    /** Bytes of scratch memory a thread needs, 0 for none. */
    long scratchBytes() {
        return Scratch.of(source.workload(), source.schedule()).total();
    }

    /** Whether any lanes are masked; masks are named where a method begins. */
    boolean masked() {
        return methods.stream()
                .flatMap(method -> method.body().stream())
                .anyMatch(Stmt.LetMask.class::isInstance);
    }

    /** The lane patterns that vectors are selected by, each once. */
    List<Pattern> patterns() {
        return methods.stream()
                .flatMap(method -> patterns(method.body()))
                .distinct()
                .sorted(Comparator.comparing(Pattern::name))
                .toList();
    }

    private static Stream<Pattern> patterns(List<Stmt> body) {
        return body.stream().flatMap(LoopNest::patterns);
    }

    private static Stream<Pattern> patterns(Stmt statement) {
        if (statement instanceof Stmt.Loop loop) {
            return patterns(loop.body());
        }
        if (statement instanceof Stmt.Unrolled unrolled) {
            return patterns(unrolled.body());
        }
        return statement instanceof Stmt.Select select
                ? Stream.of(select.pattern())
                : Stream.empty();
    }
}
