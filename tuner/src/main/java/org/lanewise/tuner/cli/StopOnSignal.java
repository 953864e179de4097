package org.lanewise.tuner.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a run in order: the JVM's shutdown interrupts the thread that made this, and
 * waits until it has closed its database and worker.
 */
final class StopOnSignal {
    private static final String KEPT =
            "Stopped; every finished trial is kept, and the same command carries on.";

    private static final int PATIENCE_SECONDS = 10;

    private final Thread working = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-on-signal");

    private final String stopped;

    /** For runs that keep what they have. */
    StopOnSignal() {
        this(KEPT);
    }

    /**
     * @param stopped what to say when it has ended
     */
    StopOnSignal(String stopped) {
        this.stopped = stopped;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        working.interrupt();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "Lanewise could not stop in order; what was recorded is kept all the same.");
            } else {
                System.err.println(stopped);
            }
        } catch (InterruptedException hurried) {
            working.interrupt();
        }
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
