package org.lanewise.tuner.session;

/**
 * What kept a layer from a confirmed result, while the others went on.
 *
 * @param layer its name
 * @param reason what happened, in words
 * @param lackedTime whether more time might have helped
 */
public record LayerProblem(String layer, String reason, boolean lackedTime) {
    /** What no time would have helped against. */
    public LayerProblem(String layer, String reason) {
        this(layer, reason, false);
    }
}
