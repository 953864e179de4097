package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.schedule.LegalSchedule;

/**
 * What a worker is asked, one line of JSON.
 *
 * @param kind what to do
 * @param workload text form; empty unless a kernel is meant
 * @param schedules text forms; none unless kernels are meant
 * @param plan how long to measure
 */
@Json
public record Request(Kind kind, String workload, List<String> schedules, Plan plan) {
    /** What to do. */
    public enum Kind {
        /** Tell which machine this is. */
        MACHINE,
        /** Measure the FMA peak of one core. */
        PEAK,
        /** Time the control kernel, always the same, in the worker that also times candidates. */
        CONTROL,
        /** Bring kernels to compiled code that will be measured next. */
        PREPARE,
        /** Measure a kernel, the only one named. */
        KERNEL,
        /** Measure kernels in turns, caches hot. */
        COMPARE
    }

    /** Keeps an unmodifiable copy. */
    public Request {
        schedules = List.copyOf(schedules);
    }

    /** What concerns no kernel. */
    public static Request of(Kind kind) {
        return new Request(kind, "", List.of(), Plan.of(0, 0, 0));
    }

    /** What concerns kernels of one workload. */
    public static Request of(Kind kind, List<LegalSchedule> kernels, Plan plan) {
        return new Request(
                kind,
                kernels.getFirst().workload().toString(),
                kernels.stream().map(kernel -> kernel.schedule().toString()).toList(),
                plan);
    }

    /**
     * How to measure.
     *
     * @param iterations timed iterations
     * @param iterationMs milliseconds of each
     * @param warmUpLimitMs longest time a kernel may take to reach compiled code
     * @param cache what the caches hold when a timed run begins
     * @param cutNs a kernel that takes longer than this, nanoseconds a run, is given up after a
     *     first short look; 0 for none
     */
    @Json
    public record Plan(
            int iterations, int iterationMs, int warmUpLimitMs, CacheState cache, double cutNs) {
        /** Some hundredths of a second: enough to rank candidates. */
        public static final Plan SCREEN = of(7, 10, 2_000);

        /** For finalists in a fresh JVM. */
        public static final Plan CONFIRM = of(10, 40, 8_000);

        /**
         * Emptying the caches takes most of a cold iteration, which should still hold some runs.
         */
        private static final int COLD_TIMES_LONGER = 5;

        /** A plan with hot caches that gives nothing up. */
        public static Plan of(int iterations, int iterationMs, int warmUpLimitMs) {
            return new Plan(iterations, iterationMs, warmUpLimitMs, CacheState.HOT, 0);
        }

        /** The same measurement of a hot plan under another state of the caches. */
        public Plan with(CacheState state) {
            return switch (state) {
                case HOT -> this;
                case COLD ->
                        new Plan(
                                iterations,
                                COLD_TIMES_LONGER * iterationMs,
                                warmUpLimitMs,
                                state,
                                cutNs);
            };
        }

        /** The same, given up early where a run takes longer than {@code ns}. */
        public Plan cutAt(double ns) {
            return new Plan(iterations, iterationMs, warmUpLimitMs, cache, ns);
        }

        /** Whether these first looks, nanoseconds a run, are all too slow to look further. */
        public boolean cuts(List<Double> looksNs) {
            return cutNs > 0 && looksNs.stream().allMatch(look -> look > cutNs);
        }
    }
}
