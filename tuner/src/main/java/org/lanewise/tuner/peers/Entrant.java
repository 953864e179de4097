package org.lanewise.tuner.peers;

/**
 * A contender that has not begun.
 *
 * @param name library and memory format, such as {@code oneDNN nhwc}
 * @param opener prepares it
 */
public record Entrant(String name, Opener opener) {
    /** The name of the one that all others are peers of. */
    public static final String LANEWISE = "Lanewise";

    /** The name of loops that anybody would write; no library to be compared with. */
    public static final String PLAIN_JAVA = "plain Java";

    /** Prepares a contender. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Loads tensors and lets the library choose and prepare its implementation.
         *
         * @throws ContenderException if the library cannot compute this convolution
         * @throws PeerMissingException if the library cannot be loaded at all
         */
        Contender open();
    }
}
