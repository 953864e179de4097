package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.workload.Workload;

/**
 * A kernel of few images that computes many, some after the others: in every layout an image lies
 * behind the one before it. The tasks of the images follow each other, so that threads share them
 * as those of one kernel. Thread-safe.
 */
final class ImageByImage implements DepthwiseKernel {
    private final DepthwiseKernel few;
    private final int times;
    private final long inputBytes;
    private final long outputBytes;

    /**
     * @param few computes a workload
     * @param there that workload
     * @param times how many times as many images are wanted
     */
    ImageByImage(DepthwiseKernel few, Workload there, int times) {
        this.few = few;
        this.times = times;
        this.inputBytes = there.inputElements() * Float.BYTES;
        this.outputBytes = there.outputElements() * Float.BYTES;
    }

    @Override
    public int tasks() {
        return Math.multiplyExact(few.tasks(), times);
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
        int tasks = few.tasks();
        for (int task = from; task < to; ) {
            int part = task / tasks;
            int first = part * tasks;
            int end = Math.min(to, first + tasks);
            few.run(
                    input.asSlice(part * inputBytes, inputBytes),
                    weights,
                    bias,
                    output.asSlice(part * outputBytes, outputBytes),
                    task - first,
                    end - first,
                    tiles);
            task = end;
        }
    }
}
