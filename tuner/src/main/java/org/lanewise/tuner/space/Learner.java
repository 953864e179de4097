package org.lanewise.tuner.space;

/** Kinds of models, by what they learn from. */
public enum Learner {
    /**
     * Trees: for features that say what a candidate does to the machine, so that other problems
     * teach something of this one.
     */
    TREES,

    /**
     * A Gaussian process: for features that are the parameters themselves, between 0 and 1, of
     * which near ones are alike.
     */
    PROCESS
}
