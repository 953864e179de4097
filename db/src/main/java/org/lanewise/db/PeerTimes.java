package org.lanewise.db;

import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.workload.Workload;

/**
 * Lanewise beside other libraries on one workload, timed in turns. Immutable.
 *
 * @param workload what was computed
 * @param threads how many threads might compute
 * @param cache what the caches held when a timed run began
 * @param contenders those that were right, Lanewise first; at least one
 */
public record PeerTimes(
        Workload workload, int threads, CacheState cache, List<Contender> contenders) {
    /**
     * Who computed.
     *
     * @param name library and memory format, such as {@code oneDNN nhwc}
     * @param implementation with what, in its own words; of Lanewise the schedule
     * @param sameLayout whether its tensors lay as the workload says
     * @param roundsNs nanoseconds a run, round by round; the rounds of all contenders are the same
     */
    public record Contender(
            String name, String implementation, boolean sameLayout, List<Double> roundsNs) {
        /** Keeps an unmodifiable copy. */
        public Contender {
            roundsNs = List.copyOf(roundsNs);
        }
    }

    /** Keeps an unmodifiable copy. */
    public PeerTimes {
        contenders = List.copyOf(contenders);
        if (contenders.isEmpty()) {
            throw new IllegalArgumentException("A comparison has at least one contender.");
        }
    }
}
