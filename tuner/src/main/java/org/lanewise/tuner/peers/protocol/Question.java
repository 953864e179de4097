package org.lanewise.tuner.peers.protocol;

import io.avaje.jsonb.Json;
import org.lanewise.config.CacheState;

/** What the measuring JVM is asked. */
@Json
@Json.SubType(type = Question.WhichMachine.class)
@Json.SubType(type = Question.Limits.class)
@Json.SubType(type = Question.Open.class)
@Json.SubType(type = Question.Prove.class)
@Json.SubType(type = Question.Round.class)
public sealed interface Question {
    /** Tell which machine this is. */
    record WhichMachine() implements Question {}

    /** Measure what so many threads can do at the most. */
    record Limits(int threads) implements Question {}

    /**
     * Tell who will be compared on a workload. Comes before what follows.
     *
     * @param workload text form of the convolution
     * @param config kernel pack or best-configuration file that Lanewise runs with
     * @param threads how many threads compute
     * @param cache whether caches are hot
     */
    record Open(String workload, String config, int threads, CacheState cache)
            implements Question {}

    /** Prepare one contender, by its number from 0, and check its answer. */
    record Prove(int contender) implements Question {}

    /** Time all that were right, in turns, once; the round's number, from 0, says who begins. */
    record Round(int round) implements Question {}
}
