package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.lanewise.kernel.DepthwiseKernel;

/** Counts how often each task is computed, and does something more in each share. */
final class CountingKernel implements DepthwiseKernel {
    /** What a share does besides. */
    interface Work {
        void share(int from, int to) throws InterruptedException;
    }

    private final AtomicIntegerArray runs;
    private final Work work;

    CountingKernel(int tasks, Work work) {
        this.runs = new AtomicIntegerArray(tasks);
        this.work = work;
    }

    @Override
    public int tasks() {
        return runs.length();
    }

    @Override
    public void run(
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int from,
            int to,
            int tiles) {
        try {
            work.share(from, to);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        for (int task = from; task < to; task++) {
            runs.incrementAndGet(task);
        }
    }

    void runOn(Parallelism parallelism) {
        MemorySegment none = MemorySegment.NULL;
        parallelism.run(this, none, none, none, none, Integer.MAX_VALUE);
    }

    boolean eachTaskRan(int times) {
        for (int task = 0; task < runs.length(); task++) {
            if (runs.get(task) != times) {
                return false;
            }
        }
        return true;
    }
}
