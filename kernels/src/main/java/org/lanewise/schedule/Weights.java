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
public enum Weights implements Choice {
    /** Loaded once for each channel vector, before the spatial loops. */
    HELD("held", "Weights are loaded once for each channel vector and stay in registers."),
    /** Loaded inside the tile. */
    RELOADED(
            "reload", "Weights are loaded anew for each tile, which leaves registers to the sums.");

    private final String text;
    private final String meaning;

    Weights(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
