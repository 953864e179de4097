package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import org.lanewise.kernel.DepthwiseKernel;

/** The caller alone. */
enum OneThread implements Parallelism {
    INSTANCE;

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void run(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int most) {
        kernel.run(input, weights, bias, output, 0, kernel.tasks());
    }
}
