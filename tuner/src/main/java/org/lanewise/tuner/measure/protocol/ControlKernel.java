package org.lanewise.tuner.measure.protocol;

import org.lanewise.workload.Workload;

/** What the control of the machine runs, always by its default schedule. */
public final class ControlKernel {
    /** Long enough to be timed, too small to wait for memory: it tells of clock and neighbours. */
    public static final Workload WORKLOAD = Workload.parse("256x12x12_k3_s1_p1_nchw16c");

    private ControlKernel() {}
}
