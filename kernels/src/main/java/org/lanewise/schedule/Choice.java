package org.lanewise.schedule;

/** A value of a knob that is a choice, not a size. */
public interface Choice {
    /** Its part of a schedule's name. */
    String text();

    /** What it does, one sentence. */
    String meaning();
}
