package org.lanewise.tuner.peers.verify;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * How layers did inside of the whole model.
 *
 * @param compared how many reproduced what ONNX Runtime computes there
 * @param apart how many are inside of loops, branches or functions, where nothing can be seen
 * @param largest the largest distance from ONNX Runtime's outputs, as a share of each layer's
 *     largest output
 * @param wrong sentences on those that did not reproduce it
 * @param refused why the model could not be run; empty if it was
 */
@Json
public record WholeProof(
        int compared, int apart, double largest, List<String> wrong, String refused) {
    /** Keeps an unmodifiable copy. */
    public WholeProof {
        wrong = List.copyOf(wrong);
    }

    /** A run of the whole model that did not come to its end, which proves nothing right. */
    static WholeProof broken(String why) {
        return new WholeProof(0, 0, 0, List.of(why), why);
    }

    /** A model that could not be run as a whole. */
    static WholeProof refused(String why) {
        return new WholeProof(0, 0, 0, List.of(), why);
    }
}
