package org.lanewise.codegen;

import java.util.List;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.VectorAxis;

/**
 * A lowered kernel: the loop over tasks and one method for each region of the output. Made by
 * {@link Lowering}; immutable.
 */
public final class LoopNest {
    private final LegalSchedule source;
    private final int tasks;
    private final List<Stmt> run;
    private final List<Method> methods;

    LoopNest(LegalSchedule source, int tasks, List<Stmt> run, List<Method> methods) {
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
        return tasks;
    }

    List<Stmt> run() {
        return run;
    }

    List<Method> methods() {
        return methods;
    }

    /** Whether any vector is loaded from every second float. */
    boolean alternates() {
        return source.schedule().axis() == VectorAxis.WIDTH && source.workload().stride().w() == 2;
    }
}
