package org.lanewise.schedule;

/**
 * Where weights live while a plane is computed.
 *
 * <pre>{@code
 * HELD:     w0 = load(...); ... for h { for w { acc = fma(x, w0, acc) } }     one register a tap for the whole plane
 * RELOADED: for h { for w { w0 = load(...); acc = fma(x, w0, acc) } }         one load a tap and tile, no register held
 * }</pre>
 *
 * HELD is good for 3x3 (9 of 32 registers); 5x5 and larger would spill. It needs unrolled taps.
 */
public enum Weights {
    /** Loaded once for each channel vector, before the spatial loops. */
    HELD("held"),
    /** Loaded inside the tile. */
    RELOADED("reload");

    private final String text;

    Weights(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
