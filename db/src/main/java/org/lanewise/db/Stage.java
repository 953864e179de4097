package org.lanewise.db;

/** Why a trial was run. */
public enum Stage {
    /** One candidate of the search, timed in a long-lived worker. */
    SCREEN,
    /**
     * A candidate whose screening fell into a disturbed moment, once more; it takes the place of
     * the last {@link #SCREEN} of the same schedule.
     */
    RESCREEN,
    /**
     * The winner of a result that look-ups leave out, tried before anything new: by a search as it
     * begins. If it is measured, what another machine's JVM came to with this kernel does not
     * condemn it on this machine any more.
     */
    REVALIDATE,
    /**
     * One of the fastest candidates of a search, timed in turns with the others in one JVM; says
     * nothing against its screening.
     */
    PLAY_OFF,
    /** Always the same kernel, timed between batches: it tells how steady the machine is. */
    CONTROL,
    /** A finalist or the default schedule, timed in a fresh JVM, in turns with the others there. */
    CONFIRM,
    /** A winner, timed in the JVM of a plain application, through the run-time library. */
    APPLICATION,
    /**
     * What differs from a winner in one knob, timed in turns with it in one JVM; each group stands
     * behind the winner's own.
     */
    ABLATION,
    /**
     * One schedule of a slice of the space that is measured whole, in an order drawn by lot: no
     * search proposed it, so such trials tell what searching at random comes to.
     */
    RECORD;

    /** Whether a search believes such a trial: the last one of each schedule. */
    public boolean screening() {
        return this == SCREEN || this == RESCREEN || this == REVALIDATE;
    }

    /** Whether such a trial is a tuning run's candidate, neither a control nor a recording. */
    public boolean ofCandidate() {
        return this != CONTROL && this != RECORD;
    }
}
