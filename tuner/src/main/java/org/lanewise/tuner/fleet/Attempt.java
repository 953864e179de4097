package org.lanewise.tuner.fleet;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.util.UUID;

/**
 * One attempt at a job, by the thread that made this. Another thread may ask it to let go, which
 * interrupts it.
 */
final class Attempt {
    /** Why an attempt ended without having failed. */
    static final class LetGo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LetGo(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    private final UUID id;
    private final String lease;
    private final Thread thread = Thread.currentThread();
    private boolean isOver;

    /** Empty while nobody asked. */
    private String asked = "";

    Attempt(Execution execution) {
        this.id = id(execution);
        this.lease = lease(execution);
    }

    /** The job of an entry in the queue. */
    static UUID id(Execution execution) {
        return UUID.fromString(execution.getId());
    }

    /**
     * The lease of whoever took it from the queue: the worker's name there, which each process has
     * for itself, and how often the entry was changed.
     */
    static String lease(Execution execution) {
        return execution.pickedBy + " " + execution.version;
    }

    UUID id() {
        return id;
    }

    String lease() {
        return lease;
    }

    /** Asks it to end, unless it has. */
    synchronized void letGo(String reason) {
        if (!isOver) {
            asked = reason;
            thread.interrupt();
        }
    }

    /**
     * It is over: from now on nobody interrupts its thread.
     *
     * @return why it was asked to let go; empty if it was not
     */
    synchronized String end() {
        isOver = true;
        if (!asked.isEmpty()) {
            // What follows is the queue's.
            Thread.interrupted();
        }
        return asked;
    }
}
