package org.lanewise.schedule;

/**
 * Which of the two tap loops are written out.
 *
 * <pre>{@code
 * TAPS:    acc = fma(x0, w0, acc); acc = fma(x1, w1, acc); ...          no loop; borders cut at generation time
 * COLUMNS: for i in kh { acc = fma(x0, w[i][0], acc); ... }             rolled over kh
 * NONE:    for i in kh { for j in kw { acc = fma(x, w[i][j], acc) } }   rolled over both
 * }</pre>
 *
 * Full unrolling is fastest where the method stays within what the JIT accepts; rolled loops
 * compile sooner and are the only way for large filters.
 */
public enum Unroll {
    /** Both tap loops unrolled. */
    TAPS("taps"),
    /** Only the loop over filter columns unrolled. */
    COLUMNS("cols"),
    /** Neither unrolled. */
    NONE("none");

    private final String text;

    Unroll(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether the loop over filter rows is a loop in the generated code. */
    public boolean rollsRows() {
        return this != TAPS;
    }

    /** Whether the loop over filter columns is a loop in the generated code. */
    public boolean rollsColumns() {
        return this == NONE;
    }
}
