package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.lanewise.kernel.DepthwiseKernel;

/** The caller and the threads of an executor. */
final class Helpers implements Parallelism {
    private final Executor executor;
    private final Handover handover;

    /** What the executor gets, made once: the share of whatever job is there when it runs. */
    private final Runnable[] shares;

    Helpers(Executor executor, int threads) {
        this.executor = executor;
        this.handover = new Handover(threads);
        this.shares = new Runnable[threads];
        for (int i = 0; i < threads; i++) {
            int share = i;
            shares[i] = () -> handover.help(share);
        }
    }

    @Override
    public int threads() {
        return shares.length;
    }

    @Override
    public void run(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int most) {
        int count = Math.min(Math.min(most, shares.length), kernel.tasks());
        if (count < 2 || !handover.tryLock()) {
            kernel.run(input, weights, bias, output, 0, kernel.tasks());
            return;
        }
        try {
            handover.offer(kernel, input, weights, bias, output, count);
            try {
                callForHelp(count);
            } finally {
                // Whatever the executor has thrown: no share may be left to be begun later.
                handover.finish();
            }
        } finally {
            handover.unlock();
        }
    }

    private void callForHelp(int count) {
        try {
            for (int share = 1; share < count; share++) {
                executor.execute(shares[share]);
            }
        } catch (RejectedExecutionException busy) {
            // The caller computes what nobody begins.
        }
    }
}
