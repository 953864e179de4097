package org.lanewise.compile;

import org.lanewise.LanewiseException;

/**
 * Generated source that javac refuses, or no javac at all; the message holds javac's words with the
 * numbered source lines.
 */
public final class KernelCompileException extends LanewiseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what javac said, or what is missing and how to mend it
     */
    public KernelCompileException(String message) {
        super(message);
    }

    /**
     * @param message what failed
     * @param cause why
     */
    public KernelCompileException(String message, Throwable cause) {
        super(message, cause);
    }
}
