package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.kernel.DepthwiseKernel;

/**
 * Threads that wait for the next convolution awake. A layer takes 5 to 50 microseconds and waking a
 * parked thread as long, so after each job the team's threads poll for a while before they park;
 * within that time a job reaches them in a fraction of a microsecond. Polling keeps their
 * processors busy: share one team between all convolutions of an application.
 *
 * <p>Thread-safe. A caller that comes while the team works for another runs alone, rather than
 * wait. Close it to end the threads; convolutions that use a closed team run on their callers
 * alone.
 */
public final class Team implements Parallelism, AutoCloseable {
    /** How long threads poll after a job unless told otherwise. */
    public static final Duration POLLING = Duration.ofNanos(200_000);

    /** Reading the clock costs as much as several polls. */
    private static final int POLLS_A_CLOCK_READING = 32;

    private final Handover handover;
    private final Worker[] workers;
    private final long pollingNanos;
    private volatile boolean closed;

    private Team(int threads, Duration polling) {
        this.handover = new Handover(threads);
        this.pollingNanos = polling.toNanos();
        this.workers = new Worker[threads - 1];
    }

    /** A team of as many threads as this JVM has processors, the caller included. */
    public static Team ofAllProcessors() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /**
     * A team that polls as long as is right for layers run one after the other.
     *
     * @param threads threads that compute one convolution, the caller included
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public static Team of(int threads) {
        return of(threads, POLLING);
    }

    /**
     * A team of at most as many threads as this JVM has processors: more would take processors from
     * one another by polling.
     *
     * @param threads threads that compute one convolution, the caller included
     * @param polling how long threads stay awake after a job; with zero they park at once
     * @throws IllegalArgumentException if {@code threads} is below 1 or {@code polling} negative
     */
    public static Team of(int threads, Duration polling) {
        if (polling.isNegative()) {
            throw new IllegalArgumentException("Threads cannot poll for " + polling + ".");
        }
        return exactly(Math.min(threads, Runtime.getRuntime().availableProcessors()), polling);
    }

    static Team exactly(int threads, Duration polling) {
        Team team = new Team(threads, polling);
        team.start();
        return team;
    }

    private void start() {
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].thread.start();
        }
    }

    @Override
    public int threads() {
        return workers.length + 1;
    }

    @Override
    @SuppressWarnings("exports")
    public void run(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int most) {
        int shares = Math.min(Math.min(most, threads()), kernel.tasks());
        if (shares < 2 || !handover.tryLock()) {
            kernel.run(input, weights, bias, output, 0, kernel.tasks());
            return;
        }
        try {
            handover.offer(kernel, input, weights, bias, output, shares);
            for (int i = 0; i < shares - 1; i++) {
                workers[i].wake();
            }
            handover.finish();
        } finally {
            handover.unlock();
        }
    }

    /** Ends the threads, after the job under way. Closing twice is the same as closing once. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        // Never unlocked again: from now on every caller runs alone.
        while (!handover.tryLock() && !closed) {
            Thread.onSpinWait();
        }
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker.thread);
        }
    }

    private final class Worker implements Runnable {
        private final int share;
        private final Thread thread;
        private volatile boolean parked;

        Worker(int share) {
            this.share = share;
            this.thread =
                    Thread.ofPlatform().daemon().name("lanewise-team-" + share).unstarted(this);
        }

        @Override
        public void run() {
            long seen = 0;
            while (!closed) {
                if (poll(seen)) {
                    seen = handover.ticket();
                    handover.help(share);
                } else {
                    park(seen);
                }
            }
        }

        /**
         * Waits awake until there is another ticket, at most for the polling time. A method of its
         * own that returns at every job: a loop that never ended would be compiled as if it never
         * could, and fall back to the interpreter at the first job.
         */
        private boolean poll(long seen) {
            long start = System.nanoTime();
            do {
                for (int i = 0; i < POLLS_A_CLOCK_READING; i++) {
                    if (handover.ticket() != seen) {
                        return true;
                    }
                    Thread.onSpinWait();
                }
            } while (System.nanoTime() - start < pollingNanos && !closed);
            return false;
        }

        private void park(long seen) {
            parked = true;
            // A caller first writes its ticket and then looks here, so one of the two sees the
            // other.
            while (handover.ticket() == seen && !closed) {
                LockSupport.park(this);
            }
            parked = false;
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }
    }
}
