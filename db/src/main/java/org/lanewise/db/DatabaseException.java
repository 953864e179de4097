package org.lanewise.db;

/** The database cannot be opened, read or written; the message is one sentence for the user. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what to do about it
     */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
