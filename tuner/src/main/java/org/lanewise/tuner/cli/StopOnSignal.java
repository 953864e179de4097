package org.lanewise.tuner.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a run in order: the JVM's shutdown interrupts the thread that made this, waits a
 * moment for it to close its database and worker, and says one sentence.
 */
final class StopOnSignal {
    private static final String KEPT =
            "Stopped; every finished trial and the best so far are kept, and the same command carries on.";

    /** A person waits; and what is not closed in order loses nothing either. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static volatile boolean stopping;

    private final Thread working = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-on-signal");

    private final String stopped;
    private final Duration patience;

    /** For runs that keep what they have. */
    StopOnSignal() {
        this(KEPT, PATIENCE);
    }

    /**
     * @param stopped what to say when it has ended
     */
    StopOnSignal(String stopped) {
        this(stopped, PATIENCE);
    }

    /**
     * @param stopped what to say when it has ended
     * @param patience how long it may take to close what it has
     */
    StopOnSignal(String stopped, Duration patience) {
        this.stopped = stopped;
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether a signal has ended a run: what fails from then on fails because of it. */
    static boolean stopping() {
        return stopping;
    }

    private void stop() {
        stopping = true;
        working.interrupt();
        try {
            // Work that is not over by then ends with the process.
            closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        System.err.println(stopped);
    }

    /** The work is over, one way or the other. */
    void released() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running: it waits for the latch just released.
            return;
        }
    }
}
