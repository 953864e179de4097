package org.lanewise.tuner.peers.adapters;

import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * The sizes of a convolution's tensors as the libraries want them: always batch, channels, height,
 * width, in whatever order they lie in memory.
 *
 * @param input batch, channels, height, width
 * @param weights groups, outputs of a group, inputs of a group, height, width
 * @param bias output channels
 * @param output batch, channels, height, width
 */
record TensorDims(long[] input, long[] weights, long[] bias, long[] output) {
    static TensorDims of(Workload workload) {
        Size in = workload.input();
        Size out = workload.output();
        Size kernel = workload.kernel();
        return new TensorDims(
                new long[] {workload.batch(), workload.channels(), in.h(), in.w()},
                new long[] {workload.channels(), workload.multiplier(), 1, kernel.h(), kernel.w()},
                new long[] {workload.outputChannels()},
                new long[] {workload.batch(), workload.outputChannels(), out.h(), out.w()});
    }
}
