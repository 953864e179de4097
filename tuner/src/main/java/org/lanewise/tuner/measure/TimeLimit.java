package org.lanewise.tuner.measure;

import java.time.Duration;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.workload.Workload;

/**
 * How long to wait for a JVM that works on a workload. What comes later than this comes never, or
 * is of no use.
 */
public final class TimeLimit {
    /** What computes more slowly than this is given up: a plain loop nest in Java is faster. */
    private static final double FLOPS_A_NANO = 0.5;

    /** Tensors are filled with random numbers, brought into their layout and compared. */
    private static final double NANOS_AN_ELEMENT = 100;

    /** Complete runs for the proof and until the times have settled. */
    private static final int RUNS_BEFORE = 10;

    private TimeLimit() {}

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Until kernels of a workload are compiled, beside a floor: its tensors may have to be made.
     */
    static Duration toPrepare(Duration floor, Workload workload) {
        double elements = workload.inputElements() + (double) workload.outputElements();
        return floor.plusNanos((long) (elements * NANOS_AN_ELEMENT));
    }

    /** Until so many kernels of a workload are proved and measured. */
    static Duration toMeasure(Duration floor, Workload workload, Request.Plan plan, int kernels) {
        long iterations = (long) kernels * plan.iterations();
        return runs(floor, workload, (long) kernels * RUNS_BEFORE + iterations)
                .plusMillis(iterations * plan.iterationMs());
    }

    /**
     * Until a workload's tensors are made and it was run so many times.
     *
     * @param floor for all else, however small the workload
     */
    public static Duration runs(Duration floor, Workload workload, long runs) {
        double run = workload.flops() / FLOPS_A_NANO;
        return toPrepare(floor, workload).plusNanos((long) (runs * run));
    }
}
