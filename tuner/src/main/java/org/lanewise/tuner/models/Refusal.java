package org.lanewise.tuner.models;

/**
 * A depthwise convolution that kernels cannot compute, or whose sizes are not known.
 *
 * @param name its node's name
 * @param operator its node's operator
 * @param reason why, as it continues a sentence
 */
public record Refusal(String name, String operator, String reason) {
    /** One sentence. */
    public String words() {
        return operator + " '" + name + "': " + reason + ".";
    }
}
