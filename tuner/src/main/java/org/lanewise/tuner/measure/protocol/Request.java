package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;

/**
 * What a worker is asked, one line of JSON.
 *
 * @param kind what to do
 * @param workload text form; empty unless a kernel is meant
 * @param schedule text form; empty unless a kernel is meant
 * @param plan how long to measure
 */
@Json
public record Request(Kind kind, String workload, String schedule, Plan plan) {
    /** What to do. */
    public enum Kind {
        /** Tell which machine this is. */
        MACHINE,
        /** Measure the FMA peak of one core. */
        PEAK,
        /** Measure a kernel. */
        KERNEL
    }

    /**
     * How long to measure.
     *
     * @param iterations timed iterations
     * @param iterationMs milliseconds of each
     * @param warmUpLimitMs longest time a kernel may take to reach compiled code
     */
    @Json
    public record Plan(int iterations, int iterationMs, int warmUpLimitMs) {
        /** Some twentieths of a second: enough to rank candidates. */
        public static final Plan SCREEN = new Plan(7, 10, 2_000);

        /** For finalists in a fresh JVM. */
        public static final Plan CONFIRM = new Plan(10, 40, 8_000);
    }
}
