package org.lanewise.db.fleet;

import java.util.UUID;

/**
 * A layer to tune on one kind of machine.
 *
 * @param id tells it from others
 * @param suite whose result it becomes part of
 * @param layer its name in the suite
 * @param workload what it computes, as text
 * @param kind of machine: the name of an instruction set such as {@code avx2}, or of a processor
 * @param cache what the caches hold when a timed run begins, as text
 * @param budget what it may cost, as text
 * @param state what has become of it
 * @param attempts how often it ended without a result
 * @param reason why it did the last time, empty if it did not
 * @param worker who has or had it last, empty if nobody
 * @param lease whose attempt the last one is or was, empty if there was none; no two attempts have
 *     the same
 * @param seconds how long the last attempt has taken so far, or took
 */
public record Job(
        UUID id,
        String suite,
        String layer,
        String workload,
        String kind,
        String cache,
        String budget,
        State state,
        int attempts,
        String reason,
        String worker,
        String lease,
        double seconds) {
    /** What can become of a job. */
    public enum State {
        /** It waits for a worker of its kind. */
        QUEUED,
        /** A worker has it. */
        RUNNING,
        /** It has a confirmed result. */
        DONE,
        /** It failed too often; it can be retried. */
        PARKED,
        /** Somebody asked for it to be left. */
        CANCELLED
    }

    /** A job that nobody has begun. */
    public static Job queued(
            String suite, String layer, String workload, String kind, String cache, String budget) {
        return new Job(
                UUID.randomUUID(),
                suite,
                layer,
                workload,
                kind,
                cache,
                budget,
                State.QUEUED,
                0,
                "",
                "",
                "",
                0);
    }

    /** Whether a worker has it or is still to take it. */
    public boolean isOpen() {
        return state == State.QUEUED || state == State.RUNNING;
    }
}
