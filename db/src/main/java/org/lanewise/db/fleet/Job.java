package org.lanewise.db.fleet;

import java.util.UUID;

/**
 * A layer to tune on one kind of machine.
 *
 * @param id tells it from others
 * @param suite whose result it becomes part of
 * @param layer its name in the suite
 * @param workload what it computes, as text
 * @param kind of machine, the name of an instruction set such as {@code avx2}
 * @param cache what the caches hold when a timed run begins, as text
 * @param budget what it may cost, as text
 * @param state what has become of it
 * @param attempts how often it ended without a result
 * @param reason why it did the last time, empty if it did not
 * @param worker who has or had it last, empty if nobody
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
        String worker) {
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

    /** Whether a worker has it or is still to take it. */
    public boolean isOpen() {
        return state == State.QUEUED || state == State.RUNNING;
    }
}
