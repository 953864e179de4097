package org.lanewise.tuner.suites;

import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * What a depthwise layer saves: operations of the layer, of depthwise plus the 1x1 pointwise layer
 * behind it, and of the full convolution the two replace (MobileNets, Howard et al. 2017, section
 * 3.1).
 *
 * @param depthwise FLOPs of the depthwise layer
 * @param pointwise FLOPs of a 1x1 convolution from its outputs to {@code outChannels}
 * @param full FLOPs of one dense convolution from the input channels to {@code outChannels}
 */
public record Arithmetic(long depthwise, long pointwise, long full) {
    /**
     * The account of one layer.
     *
     * @throws InvalidWorkloadException if {@code outChannels} is not positive or a count overflows
     *     64 bits
     */
    public static Arithmetic of(Workload workload, int outChannels) {
        if (outChannels < 1) {
            throw new InvalidWorkloadException(
                    "The number of output channels is " + outChannels + "; it must be at least 1.");
        }
        Size out = workload.output();
        try {
            long pixels = Math.multiplyExact((long) out.h() * out.w(), (long) workload.batch());
            long pointwise = product(2, workload.outputChannels(), outChannels, pixels);
            long full =
                    product(
                            2,
                            workload.channels(),
                            outChannels,
                            pixels,
                            workload.kernel().h(),
                            workload.kernel().w());
            return new Arithmetic(workload.flops(), pointwise, full);
        } catch (ArithmeticException overflow) {
            throw new InvalidWorkloadException(
                    "The operation count for "
                            + outChannels
                            + " output channels overflows; use fewer channels.");
        }
    }

    private static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }

    /** FLOPs of the depthwise layer and the pointwise layer together. */
    public long separable() {
        return depthwise + pointwise;
    }
}
