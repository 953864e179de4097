package org.lanewise.tuner.cli;

/** Something the user can put right; the message is one sentence that says how. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }

    UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
