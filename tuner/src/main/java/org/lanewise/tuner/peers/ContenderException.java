package org.lanewise.tuner.peers;

/** A library cannot compute a convolution; the message is what it said. */
public final class ContenderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what the library said
     */
    public ContenderException(String message) {
        super(message);
    }

    /**
     * @param message what the library said
     */
    public ContenderException(String message, Throwable cause) {
        super(message, cause);
    }
}
