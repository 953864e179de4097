package org.lanewise.codegen;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.schedule.InputChannels;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Tasks;
import org.lanewise.workload.Workload;

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

    /** Whether any lanes are masked. */
    boolean masked() {
        return methods.stream()
                .flatMap(method -> nested(method.body()))
                .anyMatch(Stmt.LetMask.class::isInstance);
    }

    /** Output vectors of which each spreads other lanes of its input vector, 0 where none does. */
    int spreads() {
        Workload workload = source.workload();
        if (!InputChannels.spread(workload, source.schedule())) {
            return 0;
        }
        int stored = workload.layout().storedChannels(workload.outputChannels());
        return Math.min(workload.multiplier(), Math.ceilDiv(stored, source.schedule().lanes()));
    }

    /** The lane patterns that vectors are selected by, each once. */
    List<Pattern> patterns() {
        return methods.stream()
                .flatMap(method -> nested(method.body()))
                .filter(Stmt.Select.class::isInstance)
                .map(select -> ((Stmt.Select) select).pattern())
                .distinct()
                .sorted(Comparator.comparing(Pattern::name))
                .toList();
    }

    /** All statements of a block, those inside loops and other blocks too. */
    private static Stream<Stmt> nested(List<Stmt> body) {
        return body.stream()
                .flatMap(statement ->
                        switch (statement) {
                            case Stmt.Loop loop -> nested(loop.body());
                            case Stmt.Unrolled unrolled -> nested(unrolled.body());
                            case Stmt.Block block -> nested(block.body());
                            case Stmt.IfEqual choice ->
                                    Stream.concat(
                                            nested(choice.then().body()),
                                            choice.otherwise().stream()
                                                    .flatMap(block -> nested(block.body())));
                            default -> Stream.of(statement);
                        });
    }
}
