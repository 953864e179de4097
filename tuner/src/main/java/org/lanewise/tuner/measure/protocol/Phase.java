package org.lanewise.tuner.measure.protocol;

/** What a worker's time goes into, in the order in which a candidate comes through. */
public enum Phase {
    /** Input, weights and the right answer are made, once a workload. */
    DATA("data"),

    /** Its source is written. */
    GENERATE("generate"),

    /** The source is compiled. */
    JAVAC("javac"),

    /** The class is defined, and its weights are packed. */
    LOAD("load"),

    /** It is called until the JIT knows it. */
    WARM_UP("warm up"),

    /** The JIT is waited for. */
    JIT("JIT"),

    /** What it computes is compared with what is right. */
    CHECK("check"),

    /** It is looked at until it no longer becomes faster. */
    SETTLE("settle"),

    /** It is timed. */
    TIME("time"),

    /** What kept it from compiled code is looked up. */
    EXPLAIN("explain");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /** In a word or two. */
    public String text() {
        return text;
    }
}
