package org.lanewise.tuner.measure.worker;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.lanewise.tuner.measure.protocol.MeasureException;

/**
 * The speed of a benchmark that nothing can be faster than. Other work on the machine only ever
 * slows it, so the fastest iteration counts, but only where others come near it: a single one may
 * be the least disturbed of many that all were. Where other processes had the processors for most
 * of the time, all were: what two processors of one core share is halved, and clocks fall, in
 * moments that nothing interrupts, too.
 */
final class BelievedSpeed {
    /** What a machine that is busy now and then needs. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int ATTEMPTS = 6;
    private static final long PAUSE_MS = 250;

    /** The fastest iteration, and two that confirm it. */
    private static final int AGREEING = 3;

    private static final double AGREEMENT = 1.1;

    /** Of a processor. With less others had it for longer; a container may be given half of one. */
    private static final double SHARE = 0.4;

    /**
     * What one run of a benchmark showed.
     *
     * @param nanos a call, one for each iteration
     * @param share processor time of the JVM by wall time, about 1 on a machine that does nothing
     *     else; 1 if it tells nothing
     */
    record Attempt(List<Double> nanos, double share) {
        /**
         * The shortest of these times if others confirm it, unless other processes had most of the
         * time.
         */
        OptionalDouble believed() {
            List<Double> sorted = nanos.stream().sorted().toList();
            return share >= SHARE && sorted.get(AGREEING - 1) <= AGREEMENT * sorted.getFirst()
                    ? OptionalDouble.of(sorted.getFirst())
                    : OptionalDouble.empty();
        }
    }

    private BelievedSpeed() {}

    /**
     * Measures again and again until the result can be believed.
     *
     * @param benchmark runs once more each time
     * @param work of a call
     * @param least work a nanosecond below which nothing is believed
     * @param again for how long to begin another attempt
     * @return work a nanosecond
     * @throws MeasureException if the machine is too busy
     */
    static double of(Supplier<Attempt> benchmark, double work, double least, Duration again) {
        long start = System.nanoTime();
        for (int attempt = 0;
                attempt == 0 || (attempt < ATTEMPTS && System.nanoTime() - start < again.toNanos());
                attempt++) {
            OptionalDouble nanos = benchmark.get().believed();
            if (nanos.isPresent() && work / nanos.getAsDouble() >= least) {
                return work / nanos.getAsDouble();
            }
            if (attempt + 1 < ATTEMPTS) {
                pause(attempt);
            }
        }
        throw new MeasureException(
                "This machine is too busy to measure what it can do at the most; run it again when nothing else runs.");
    }

    private static void pause(int attempt) {
        try {
            // Whatever else keeps the machine busy may be over by then.
            Thread.sleep(PAUSE_MS * (attempt + 1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
