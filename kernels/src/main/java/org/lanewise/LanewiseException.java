package org.lanewise;

/**
 * Above all exceptions of this library: what was asked for cannot be done, and the message says in
 * a sentence why. {@link org.lanewise.workload.InvalidWorkloadException} and {@link
 * org.lanewise.runtime.FallbackException} are those that applications meet. Mistakes of a caller
 * are Java's own as ever: an {@link IllegalArgumentException} for a tensor that is too short, an
 * {@link IllegalStateException} for what is closed already; and files that cannot be read are an
 * {@link java.io.IOException}.
 */
public abstract class LanewiseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence for the user
     */
    protected LanewiseException(String message) {
        super(message);
    }

    /**
     * @param message one sentence for the user
     * @param cause what failed
     */
    protected LanewiseException(String message, Throwable cause) {
        super(message, cause);
    }
}
