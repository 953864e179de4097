package org.lanewise.tuner.session;

/**
 * What kept a layer from a confirmed result, while the others went on.
 *
 * @param layer its name
 * @param reason what happened, in words
 */
public record LayerProblem(String layer, String reason) {}
