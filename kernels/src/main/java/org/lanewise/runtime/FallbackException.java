package org.lanewise.runtime;

/**
 * No tuned kernel fits a workload, and the application has chosen {@link Fallback#FAIL}; the
 * message says why and what would run instead.
 */
public final class FallbackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FallbackException(String message) {
        super(message);
    }
}
