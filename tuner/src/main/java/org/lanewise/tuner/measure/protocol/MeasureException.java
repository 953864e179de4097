package org.lanewise.tuner.measure.protocol;

/** Measuring is not possible at all on this machine; the message is one sentence for the user. */
public final class MeasureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and how to mend it
     */
    public MeasureException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and how to mend it
     */
    public MeasureException(String message, Throwable cause) {
        super(message, cause);
    }
}
