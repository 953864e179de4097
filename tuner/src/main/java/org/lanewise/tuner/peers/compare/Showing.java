package org.lanewise.tuner.peers.compare;

import java.util.List;
import java.util.Optional;
import org.lanewise.config.Estimate;
import org.lanewise.db.PeerTimes;
import org.lanewise.tuner.peers.Entrant;

/**
 * How one contender did on one layer.
 *
 * @param contender its name
 * @param implementation what it computed with, in its own words; empty if it never got that far
 * @param sameLayout whether its tensors lay as the workload says
 * @param result its time, or why it has none
 */
public record Showing(String contender, String implementation, boolean sameLayout, Result result) {
    /** What came of it. */
    public sealed interface Result {
        /**
         * It was right, and was timed.
         *
         * @param time of a run
         * @param roundsNs nanoseconds a run in each round
         */
        record Timed(Estimate time, List<Double> roundsNs) implements Result {
            /** Keeps an unmodifiable copy. */
            public Timed {
                roundsNs = List.copyOf(roundsNs);
            }
        }

        /** It could not compute the layer, or computed it wrongly. */
        record Failed(String why) implements Result {}
    }

    /** Whether this is a library that Lanewise is compared with. */
    public boolean peer() {
        return !contender.equals(Entrant.LANEWISE) && !contender.equals(Entrant.PLAIN_JAVA);
    }

    /** The time, if there is one. */
    public Optional<Estimate> time() {
        return switch (result) {
            case Result.Timed(Estimate time, var _) -> Optional.of(time);
            case Result.Failed failed -> Optional.empty();
        };
    }

    /** Nanoseconds a run in each round; none if it failed. */
    double[] roundsNs() {
        return switch (result) {
            case Result.Timed(var _, List<Double> roundsNs) ->
                    roundsNs.stream().mapToDouble(Double::doubleValue).toArray();
            case Result.Failed failed -> new double[0];
        };
    }

    /** What a database keeps of it; nothing if it failed. */
    Optional<PeerTimes.Contender> kept() {
        return switch (result) {
            case Result.Timed(var _, List<Double> roundsNs) ->
                    Optional.of(
                            new PeerTimes.Contender(
                                    contender, implementation, sameLayout, roundsNs));
            case Result.Failed failed -> Optional.empty();
        };
    }
}
