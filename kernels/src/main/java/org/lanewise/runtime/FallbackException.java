package org.lanewise.runtime;

import org.lanewise.LanewiseException;

/**
 * No tuned kernel fits a workload, or none can run in this JVM, and the application has chosen
 * {@link Fallback#FAIL}; the message says why and what would run instead or how to mend it.
 */
public final class FallbackException extends LanewiseException {
    private static final long serialVersionUID = 1L;

    FallbackException(String message) {
        super(message);
    }
}
