package org.lanewise.db.sql;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.lanewise.db.DatabaseException;

/** Turns what the libraries below throw into one sentence for the user. */
final class Failure {
    /** More than any chain of causes; H2 builds chains that bite their own tail. */
    private static final int MOST_CAUSES = 50;

    private Failure() {}

    /**
     * What made a piece of work fail; an error of the JVM is no matter of the database and is
     * thrown on.
     */
    static Throwable causeOf(CompletionException failed) {
        return switch (failed.getCause()) {
            case null -> failed;
            case Error error -> throw error;
            case Throwable cause -> cause;
        };
    }

    /** Why a database could not be opened. */
    static DatabaseException opening(Place file, Throwable cause) {
        if (cause instanceof DatabaseException explained) {
            return explained;
        }
        if (has(cause, ErrorCode.DATABASE_ALREADY_OPEN_1)) {
            return new DatabaseException(
                    "The database "
                            + file
                            + " is in use by another Lanewise run; wait for it or choose another with --db.",
                    cause);
        }
        if (isNoDatabase(cause)) {
            return new DatabaseException(
                    "The file "
                            + file
                            + " is damaged or not a Lanewise database; choose another with --db.",
                    cause);
        }
        return new DatabaseException(
                "The database "
                        + file
                        + " cannot be opened: "
                        + reason(cause)
                        + "; choose another with --db.",
                cause);
    }

    /** Why an open database could not be used. */
    static DatabaseException using(Place file, String what, Throwable cause) {
        return new DatabaseException(
                "The database " + file + " cannot " + what + ": " + reason(cause) + ".", cause);
    }

    /**
     * H2 reports a file that is shorter than its header as an input error at the end of the file.
     */
    private static boolean isNoDatabase(Throwable thrown) {
        return has(thrown, ErrorCode.FILE_CORRUPTED_1)
                || has(thrown, ErrorCode.FILE_VERSION_ERROR_1)
                || chain(thrown).getLast() instanceof EOFException;
    }

    private static boolean has(Throwable thrown, int errorCode) {
        return chain(thrown).stream()
                .anyMatch(each ->
                        each instanceof SQLException sql && sql.getErrorCode() == errorCode);
    }

    private static List<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
    }

    /**
     * What the innermost cause says, such as "No space left on device", in its first line and
     * without H2's additions.
     */
    static String reason(Throwable thrown) {
        Throwable root = chain(thrown).getLast();
        String message =
                root instanceof JdbcException h2 ? h2.getOriginalMessage() : root.getMessage();
        return Optional.ofNullable(message)
                .flatMap(text -> text.lines().findFirst())
                .orElseGet(root::toString)
                .replaceFirst("[.;]$", "");
    }
}
