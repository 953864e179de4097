package org.lanewise.config;

import org.lanewise.workload.Workload;

/**
 * A time for one run of a kernel, with its uncertainty.
 *
 * @param medianNs median in nanoseconds
 * @param lowNs lower end of the median's 95% confidence interval, nanoseconds
 * @param highNs upper end, nanoseconds
 */
public record Estimate(double medianNs, double lowNs, double highNs) {
    /** Checks that the three are ordered. */
    public Estimate {
        if (!(0 < lowNs && lowNs <= medianNs && medianNs <= highNs)) {
            throw new IllegalArgumentException(
                    "the times "
                            + lowNs
                            + ", "
                            + medianNs
                            + " and "
                            + highNs
                            + " ns are no interval with a median.");
        }
    }

    /** Speed at the median, 10^9 floating-point operations a second. */
    public double gflops(Workload workload) {
        return workload.flops() / medianNs;
    }

    /**
     * Share of the multiply-add peak at the median. Taps on the padding, which {@link #gflops}
     * counts as is usual, are left out here: no kernel needs the peak for them.
     *
     * @param peakGflops 10^9 floating-point operations a second
     */
    public double peakShare(Workload workload, double peakGflops) {
        return workload.flopsOnImage() / medianNs / peakGflops;
    }

    /** Whether the two intervals overlap, so that neither is known to be faster. */
    public boolean tiedWith(Estimate other) {
        return lowNs <= other.highNs && other.lowNs <= highNs;
    }
}
