package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lanewise.config.CacheState;

/** What a long-lived worker is asked. */
@Json
@Json.SubType(type = Request.WhichMachine.class)
@Json.SubType(type = Request.Peak.class)
@Json.SubType(type = Request.Control.class)
@Json.SubType(type = Request.Prepare.class)
@Json.SubType(type = Request.Measure.class)
@Json.SubType(type = Request.Compare.class)
public sealed interface Request {
    /** Tell which machine this is. */
    record WhichMachine() implements Request {}

    /**
     * Measure the FMA peak of one core.
     *
     * @param againMs milliseconds in which it is measured again and again where other work on the
     *     machine disturbs it
     */
    record Peak(long againMs) implements Request {}

    /** Time the control kernel, always the same, in the worker that also times candidates. */
    record Control() implements Request {}

    /** Bring kernels of one workload to compiled code that will be measured next. */
    record Prepare(List<Candidate> candidates) implements Request {}

    /** Measure a kernel. */
    record Measure(Candidate candidate, Plan plan) implements Request {}

    /** Measure kernels of one workload in turns, caches hot. */
    record Compare(List<Candidate> candidates, Plan plan) implements Request {}

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
    record Plan(
            int iterations, int iterationMs, int warmUpLimitMs, CacheState cache, double cutNs) {
        /**
         * Some hundredths of a second: enough to rank candidates by their fastest iteration, which
         * is the less likely to be disturbed the shorter it is.
         */
        public static final Plan SCREEN = of(8, 3, 2_000);

        /** For tables, which are to be as true as a long-lived JVM can tell. */
        public static final Plan RECORD = of(7, 10, 2_000);

        /** For finalists in a fresh JVM. */
        public static final Plan CONFIRM = of(10, 40, 8_000);

        /**
         * Emptying the caches takes most of a cold iteration, which should still hold some runs.
         */
        private static final int COLD_TIMES_LONGER = 5;

        /** Of runs that take so long that not even a few of them fit an iteration. */
        private static final int LEAST_ITERATIONS = 3;

        private static final double LONGEST_NS = 5e9;

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

        /** The same with so many iterations. */
        public Plan withIterations(int number) {
            return new Plan(number, iterationMs, warmUpLimitMs, cache, cutNs);
        }

        /** The same, given up early where a run takes longer than {@code ns}. */
        public Plan cutAt(double ns) {
            return new Plan(iterations, iterationMs, warmUpLimitMs, cache, ns);
        }

        /**
         * The same with fewer iterations where they would take too long.
         *
         * @param ns time that an iteration takes at the least, such as that of one run
         */
        public Plan affordable(double ns) {
            int most = (int) Math.max(LEAST_ITERATIONS, LONGEST_NS / ns);
            return new Plan(Math.min(iterations, most), iterationMs, warmUpLimitMs, cache, cutNs);
        }

        /** Whether these first looks, nanoseconds a run, are all too slow to look further. */
        public boolean cuts(List<Double> looksNs) {
            return cutNs > 0 && looksNs.stream().allMatch(look -> look > cutNs);
        }
    }
}
