package org.lanewise.tuner.peers.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;

/**
 * What the measuring JVM answers, one line of JSON; filled is what was asked for.
 *
 * @param failure why it cannot be answered at all, one sentence for the user; empty otherwise
 * @param machine the machine
 * @param limits what it can do
 * @param contenders names of who will be compared, Lanewise first
 * @param implementation what a contender computes with, in its own words
 * @param sameLayout whether the contender's tensors lie as the workload says
 * @param wrong what is wrong with a contender, empty if it takes part
 * @param nanos nanoseconds a run, for each contender that takes part, in their order
 */
@Json
public record Answer(
        String failure,
        @Nullable Machine machine,
        @Nullable MachineLimits limits,
        List<String> contenders,
        String implementation,
        boolean sameLayout,
        String wrong,
        List<Double> nanos) {
    /** Nothing but that it cannot be done. */
    public static Answer failure(String sentence) {
        return new Answer(sentence, null, null, List.of(), "", true, "", List.of());
    }

    /** The machine. */
    public static Answer machine(Machine machine) {
        return new Answer("", machine, null, List.of(), "", true, "", List.of());
    }

    /** What it can do. */
    public static Answer limits(MachineLimits limits) {
        return new Answer("", null, limits, List.of(), "", true, "", List.of());
    }

    /** Who will be compared. */
    public static Answer contenders(List<String> names) {
        return new Answer("", null, null, names, "", true, "", List.of());
    }

    /** A contender that is right. */
    public static Answer right(String implementation, boolean sameLayout) {
        return new Answer("", null, null, List.of(), implementation, sameLayout, "", List.of());
    }

    /** A contender that is not. */
    public static Answer wrong(String implementation, String why) {
        return new Answer("", null, null, List.of(), implementation, true, why, List.of());
    }

    /** The times of one round. */
    public static Answer round(List<Double> nanos) {
        return new Answer("", null, null, List.of(), "", true, "", nanos);
    }
}
