package org.lanewise.codegen.lower;

import org.lanewise.codegen.ir.Var;

/** What the loops of a kernel count, and the parts of it that the current task computes. */
final class Counters {
    static final Var.Index TASK = new Var.Index("task");

    /** Image of the task. */
    static final Var.Index N = new Var.Index("n");

    /** Channel units {@code c0..c1} of the task. */
    static final Var.Index C0 = new Var.Index("c0");

    static final Var.Index C1 = new Var.Index("c1");

    /** Rows of tiles {@code r0..r1} of a task that is a band of rows. */
    static final Var.Index R0 = new Var.Index("r0");

    static final Var.Index R1 = new Var.Index("r1");

    /** Channel unit. */
    static final Var.Index C = new Var.Index("c");

    /** Vector of a unit that holds several. */
    static final Var.Index PART = new Var.Index("part");

    /** Tile of a region, or row of a sweep. */
    static final Var.Index H = new Var.Index("h");

    static final Var.Index Q = new Var.Index("q");

    private Counters() {}
}
