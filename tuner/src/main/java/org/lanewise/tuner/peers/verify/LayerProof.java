package org.lanewise.tuner.peers.verify;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * How a layer did.
 *
 * @param layer its name
 * @param kernel what Lanewise ran
 * @param own how that did
 * @param peers how others did on the same data; empty if none is built in
 */
@Json
public record LayerProof(String layer, String kernel, Outcome own, List<Outcome> peers) {
    /** Keeps an unmodifiable copy. */
    public LayerProof {
        peers = List.copyOf(peers);
    }

    /** A layer that did not run. */
    static LayerProof failed(String layer, String why) {
        return new LayerProof(layer, "", Outcome.failed("Lanewise", why), List.of());
    }

    /**
     * How one implementation did.
     *
     * @param who whose it is
     * @param error the largest distance of an output from the right one; negative if it is not
     *     known
     * @param nanos of a run; negative if it did not run
     * @param wrong what is wrong with the result, empty if nothing
     */
    @Json
    public record Outcome(String who, double error, double nanos, String wrong) {
        /** One that did not run. */
        static Outcome failed(String who, String why) {
            return new Outcome(who, -1, -1, why);
        }

        /** Whether the result is as near to the right one as rounding allows. */
        public boolean right() {
            return wrong.isEmpty();
        }
    }
}
