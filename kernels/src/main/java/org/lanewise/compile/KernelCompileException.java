package org.lanewise.compile;

/**
 * Generated source that javac refuses, or no javac at all; the message holds javac's words with the
 * numbered source lines.
 */
public final class KernelCompileException extends RuntimeException {
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
