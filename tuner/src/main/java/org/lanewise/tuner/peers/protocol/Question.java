package org.lanewise.tuner.peers.protocol;

import io.avaje.jsonb.Json;
import org.lanewise.config.CacheState;

/**
 * What the measuring JVM is asked, one line of JSON.
 *
 * @param kind what to do
 * @param workload text form of the convolution, for {@link Kind#OPEN}
 * @param config kernel pack or best-configuration file that Lanewise runs with, for {@link
 *     Kind#OPEN}
 * @param threads how many threads compute
 * @param cache whether caches are hot
 * @param number the contender to open, or the number of the round, both from 0
 */
@Json
public record Question(
        Kind kind, String workload, String config, int threads, CacheState cache, int number) {
    /** What to do. */
    public enum Kind {
        /** Tell which machine this is. */
        MACHINE,
        /** Measure what the machine can do at the most. */
        LIMITS,
        /** Tell who will be compared on a workload. */
        OPEN,
        /** Prepare one contender and check its answer. */
        PROVE,
        /** Time all that were right, in turns, once. */
        ROUND
    }

    /** The machine. */
    public static Question machine() {
        return new Question(Kind.MACHINE, "", "", 1, CacheState.HOT, 0);
    }

    /** The limits of so many threads. */
    public static Question limits(int threads) {
        return new Question(Kind.LIMITS, "", "", threads, CacheState.HOT, 0);
    }

    /** The beginning of a comparison. */
    public static Question open(String workload, String config, int threads, CacheState cache) {
        return new Question(Kind.OPEN, workload, config, threads, cache, 0);
    }

    /** One contender, by its number. */
    public static Question prove(int contender) {
        return new Question(Kind.PROVE, "", "", 1, CacheState.HOT, contender);
    }

    /** One round; its number decides who begins. */
    public static Question round(int number) {
        return new Question(Kind.ROUND, "", "", 1, CacheState.HOT, number);
    }
}
