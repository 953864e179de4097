package org.lanewise.reports;

import org.lanewise.config.Estimate;
import org.lanewise.workload.Workload;

/**
 * A speed with its 95% interval, in 10^9 floating-point operations a second.
 *
 * @param low lower end of the interval
 * @param point speed at the median time
 * @param high upper end of the interval
 */
public record Speed(double low, double point, double high) {
    /** The speed at which a workload runs in a given time. */
    public static Speed of(Workload workload, Estimate time) {
        double flops = workload.flops();
        return new Speed(flops / time.highNs(), flops / time.medianNs(), flops / time.lowNs());
    }
}
