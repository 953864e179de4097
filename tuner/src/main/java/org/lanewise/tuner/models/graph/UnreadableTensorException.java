package org.lanewise.tuner.models.graph;

/** The elements of a constant cannot be had; the message continues "because ...". */
public final class UnreadableTensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message such as {@code its file weights.bin is missing}
     */
    public UnreadableTensorException(String message) {
        super(message);
    }

    /** The message, which is always there. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
