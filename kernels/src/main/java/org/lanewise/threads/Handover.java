package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PaddedLongs;

/**
 * One job at a time, handed from its caller to helping threads through memory alone. Each job has a
 * ticket, greater than all before. Whoever moves a share's claim up to the ticket computes the
 * share, and moves its receipt up when done; the caller returns when all receipts are there. A
 * helper that comes late finds its share claimed and touches nothing, so the fields of a job may be
 * written again as soon as its caller has returned.
 */
final class Handover {
    /** Low bits of a ticket: number of shares. */
    private static final int SHARE_BITS = 16;

    static final int MOST_SHARES = (1 << SHARE_BITS) - 1;

    /**
     * Polls before a waiting caller gives way: about 10 microseconds. A helper that takes longer
     * may have lost its processor, perhaps to this very thread.
     */
    private static final int POLLS = 256;

    private static final int TICKET = 0;
    private static final int LOCK = 1;

    private final PaddedLongs board = new PaddedLongs(2);
    private final PaddedLongs claims;
    private final PaddedLongs receipts;
    private final @Nullable Throwable[] failures;

    // The job. Written before its ticket, read after a claim.
    private DepthwiseKernel kernel = Idle.KERNEL;
    private MemorySegment input = MemorySegment.NULL;
    private MemorySegment weights = MemorySegment.NULL;
    private MemorySegment bias = MemorySegment.NULL;
    private MemorySegment output = MemorySegment.NULL;

    Handover(int threads) {
        if (threads < 1 || threads > MOST_SHARES) {
            throw new IllegalArgumentException(
                    "A convolution runs on 1 to " + MOST_SHARES + " threads, not " + threads + ".");
        }
        this.claims = new PaddedLongs(threads);
        this.receipts = new PaddedLongs(threads);
        this.failures = new @Nullable Throwable[threads];
    }

    /** Takes the right to hand over a job, if no other caller has it. */
    boolean tryLock() {
        return board.get(LOCK) == 0 && board.replace(LOCK, 0, 1);
    }

    void unlock() {
        board.release(LOCK, 0);
    }

    /** The newest job's ticket. */
    long ticket() {
        return board.get(TICKET);
    }

    /** Offers a job to the helpers. The lock's holder calls it, and {@link #finish} afterwards. */
    void offer(
            DepthwiseKernel newKernel,
            MemorySegment newInput,
            MemorySegment newWeights,
            MemorySegment newBias,
            MemorySegment newOutput,
            int shares) {
        kernel = newKernel;
        input = newInput;
        weights = newWeights;
        bias = newBias;
        output = newOutput;
        long number = (ticket() >>> SHARE_BITS) + 1;
        board.set(TICKET, number << SHARE_BITS | shares);
    }

    /** Computes a share of the newest job, unless it has been begun already. */
    void help(int share) {
        long ticket = ticket();
        if (share < shares(ticket) && claim(share, ticket)) {
            compute(share, ticket);
        }
    }

    /**
     * Computes the first share and all that nobody has begun, and waits for the others.
     *
     * @throws RuntimeException what a share has thrown, likewise errors
     */
    void finish() {
        long ticket = ticket();
        for (int share = 0; share < shares(ticket); share++) {
            if (claim(share, ticket)) {
                compute(share, ticket);
            }
        }
        for (int share = 0; share < shares(ticket); share++) {
            await(share, ticket);
        }
        forget();
        throwFirst(shares(ticket));
    }

    private static int shares(long ticket) {
        return (int) (ticket & MOST_SHARES);
    }

    private boolean claim(int share, long ticket) {
        long before = claims.get(share);
        return before < ticket && claims.replace(share, before, ticket);
    }

    private void compute(int share, long ticket) {
        try {
            long tasks = kernel.tasks();
            int from = (int) (tasks * share / shares(ticket));
            int to = (int) (tasks * (share + 1) / shares(ticket));
            kernel.run(input, weights, bias, output, from, to);
        } catch (RuntimeException | Error failed) {
            failures[share] = failed;
        }
        receipts.release(share, ticket);
    }

    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it but the time it may save.
    private void await(int share, long ticket) {
        for (int polls = 0; receipts.get(share) != ticket; polls++) {
            if (polls < POLLS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Tensors may be large; they shall not live on for the sake of a finished job. */
    private void forget() {
        kernel = Idle.KERNEL;
        input = MemorySegment.NULL;
        weights = MemorySegment.NULL;
        bias = MemorySegment.NULL;
        output = MemorySegment.NULL;
    }

    private void throwFirst(int shares) {
        Throwable first = null;
        for (int share = 0; share < shares; share++) {
            Throwable failure = failures[share];
            failures[share] = null;
            first = first == null ? failure : first;
        }
        switch (first) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new IllegalStateException(first);
        }
    }

    /** Stands where no job is. */
    private enum Idle implements DepthwiseKernel {
        KERNEL;

        @Override
        public int tasks() {
            return 0;
        }

        @Override
        public void run(
                MemorySegment xs,
                MemorySegment ws,
                MemorySegment bs,
                MemorySegment ys,
                int from,
                int to,
                int tiles) {
            // There is nothing to compute.
        }
    }
}
