package org.lanewise.schedule;

/** A value of a knob that is a choice, not a size. */
public sealed interface Choice permits VectorAxis, LoopOrder, Unroll, Weights, Access, Borders {
    /** Its part of a schedule's name. */
    String text();

    /** What it does, one sentence. */
    String meaning();
}
