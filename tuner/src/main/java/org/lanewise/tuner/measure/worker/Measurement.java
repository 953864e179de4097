package org.lanewise.tuner.measure.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.db.Outcome;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.tuner.measure.protocol.Request;

/** Proves a kernel, lets it settle and times it. */
final class Measurement {
    private Measurement() {}

    /**
     * Measures a kernel.
     *
     * @param loopWarmUp time for JMH's own loop, which is not measured
     * @param words what the JIT did with a kernel that did not reach compiled code
     */
    static Outcome of(
            Subject subject, Request.Plan plan, Duration loopWarmUp, Supplier<String> words) {
        return switch (subject.prove(plan.warmUpLimitMs())) {
            case Subject.Proof.Right(double warmUpMs) ->
                    measured(samples(subject, plan, loopWarmUp), warmUpMs);
            case Subject.Proof.Wrong(String message) -> new Outcome.WrongResult(message);
            case Subject.Proof.Slow(long bytesPerCall) ->
                    new Outcome.NotIntrinsified(bytesPerCall, subject.spent(Phase.EXPLAIN, words));
        };
    }

    static Outcome.Measured measured(List<Double> samplesNs, double warmUpMs) {
        return new Outcome.Measured(Estimates.of(samplesNs), samplesNs, warmUpMs);
    }

    private static List<Double> samples(Subject subject, Request.Plan plan, Duration loopWarmUp) {
        List<Double> looks = subject.settle(plan.cache());
        return plan.cuts(looks)
                ? looks
                : subject.spent(
                        Phase.TIME,
                        () -> Jmh.samples(subject, plan.affordable(looks.getLast()), loopWarmUp));
    }
}
