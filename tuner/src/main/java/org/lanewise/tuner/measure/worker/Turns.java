package org.lanewise.tuner.measure.worker;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Times kernels in turns in this JVM, each round beginning with another one: what disturbs the
 * machine for longer than a round disturbs all alike.
 */
final class Turns {
    private static final double NOT_TIMED = 0;

    private Turns() {}

    /**
     * Proves and times kernels.
     *
     * @param plan its iterations are the rounds
     * @return nanoseconds a run, all of a round and then all of the next; 0 for a kernel that is
     *     wrong or does not reach compiled code
     */
    static List<Double> samples(List<Subject> kernels, Request.Plan plan) {
        List<Boolean> sound = new ArrayList<>();
        for (Subject kernel : kernels) {
            sound.add(kernel.prove(plan.warmUpLimitMs()) instanceof Subject.Proof.Right);
            kernel.settle(CacheState.HOT);
        }
        long length = 1_000_000L * plan.iterationMs();
        List<Double> samples = new ArrayList<>();
        for (int round = 0; round < plan.iterations(); round++) {
            Double[] taken = new Double[kernels.size()];
            for (int turn = 0; turn < taken.length; turn++) {
                int kernel = (round + turn) % taken.length;
                taken[kernel] = sound.get(kernel) ? kernels.get(kernel).look(length) : NOT_TIMED;
            }
            samples.addAll(List.of(taken));
        }
        return samples;
    }
}
