package org.lanewise.db.sql;

import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/**
 * Does work with a server again that met what passes: a lost connection, a server that stops or
 * starts, another transaction in its way. Such work may be done twice without harm.
 */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Together they wait for a minute, in which a server is started anew. */
    private static final int ATTEMPTS = 18;

    /** SQL states of a connection that was not made: unable, rejected, failed, no such protocol. */
    private static final Set<String> CONNECTING = Set.of("08001", "08004", "08006", "08P01");

    private Patience() {}

    /**
     * Does the work, again and again for about a minute if need be.
     *
     * @param before what to do before each further attempt
     * @throws JdbiException what the last attempt met, or one that would meet the same again
     * @throws FlywayException likewise
     */
    static <T> T with(Supplier<T> work, Runnable before) {
        return with(work, before, Patience::passes);
    }

    /**
     * Opens what was not open before, with the same patience for a server that is there and takes
     * no connections yet, as one that recovers from a crash. Where none answers, or one refuses,
     * nothing is waited for: a name may be mistyped, a password missing.
     *
     * @throws JdbiException likewise
     * @throws FlywayException likewise
     */
    static <T> T opening(Supplier<T> work) {
        return with(work, () -> {}, Patience::passesAtFirst);
    }

    private static <T> T with(Supplier<T> work, Runnable before, Predicate<Throwable> again) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JdbiException | FlywayException failed) {
                if (attempt == ATTEMPTS || !again.test(failed) || !hasPaused(pause)) {
                    throw failed;
                }
                before.run();
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    /**
     * Lost connections, servers that stop or start, two transactions in each other's way, and two
     * that add the same row, of which the second will find it.
     */
    private static boolean passes(Throwable failed) {
        return states(failed)
                .anyMatch(state ->
                        state.startsWith("08")
                                || state.startsWith("57P")
                                || state.startsWith("40")
                                || state.equals("23505"));
    }

    /** A server that stops, starts or recovers; a refusal, or no answer, would stay as it is. */
    private static boolean passesAtFirst(Throwable failed) {
        return passes(failed) && (states(failed).noneMatch(CONNECTING::contains) || cutOff(failed));
    }

    /** Whether the server ended a connection in the midst of its making. */
    private static boolean cutOff(Throwable failed) {
        return causes(failed)
                .anyMatch(thrown ->
                        thrown instanceof EOFException
                                || (thrown instanceof SocketException
                                        && String.valueOf(thrown.getMessage())
                                                .startsWith("Connection reset")));
    }

    private static Stream<String> states(Throwable failed) {
        return causes(failed)
                .filter(SQLException.class::isInstance)
                .map(thrown -> String.valueOf(((SQLException) thrown).getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, thrown -> thrown != null, Throwable::getCause).limit(10);
    }

    /** Whether the thread was left to wait; who is asked to stop waits for no server. */
    private static boolean hasPaused(Duration pause) {
        try {
            // Nothing tells when a server is there again.
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
