package org.lanewise.tuner.models.shapes;

/** The sizes of a node's outputs cannot be told; those of other nodes can. */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Cause cause;

    UndecidedException(Cause cause) {
        super(cause.words(), null, false, false);
        this.cause = cause;
    }

    UndecidedException(String words) {
        this(new Cause.Undecided(words));
    }

    /** Why they cannot be told. */
    public Cause cause() {
        return cause;
    }
}
