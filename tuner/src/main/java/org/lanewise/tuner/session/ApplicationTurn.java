package org.lanewise.tuner.session;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.lanewise.db.Outcome;

/**
 * The benchmark of a kernel and an application that runs it, one after the other. Of each JVM the
 * fastest quarter of its samples counts: other tenants only ever slow it down, and a disturbed half
 * of one JVM would pass for a broken promise.
 *
 * @param benchmark what became of the benchmark
 * @param application what became of the application
 */
record ApplicationTurn(Outcome benchmark, Outcome application) {
    private static final double QUIET = 0.25;

    /**
     * Promised time by the application's time, the median of the turns: 1 is as promised, less is
     * slower. Empty if no turn has both times.
     */
    static OptionalDouble ratio(List<ApplicationTurn> turns) {
        double[] ratios = turns.stream().flatMapToDouble(turn -> turn.ratio().stream()).toArray();
        return ratios.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(ratios));
    }

    private OptionalDouble ratio() {
        return benchmark instanceof Outcome.Measured promised
                        && application instanceof Outcome.Measured got
                ? OptionalDouble.of(quiet(promised) / quiet(got))
                : OptionalDouble.empty();
    }

    private static double quiet(Outcome.Measured jvm) {
        return Quantile.withDefaults()
                .evaluate(
                        jvm.samplesNs().stream().mapToDouble(Double::doubleValue).toArray(), QUIET);
    }
}
