package org.lanewise.tuner.peers;

/** A library cannot be loaded; the message is one sentence that says how to mend it. */
public final class PeerMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing and how to install it
     */
    public PeerMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
