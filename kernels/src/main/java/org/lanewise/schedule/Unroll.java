package org.lanewise.schedule;

/**
 * How the two tap loops are generated, and with them which input vectors a tile shares with the
 * tile above.
 *
 * <pre>{@code
 * TAPS:    acc = fma(x0, w0, acc); acc = fma(x1, w1, acc); ...          no loop; borders cut at generation time
 * COLUMNS: for i in kh { acc = fma(x0, w[i][0], acc); ... }             rolled over kh
 * NONE:    for i in kh { for j in kw { acc = fma(x, w[i][j], acc) } }   rolled over both
 * SLIDE:   x = row h+2; acc0 = fma(x, w2, acc0); acc1 = fma(x, w1, acc1); acc2 = x * w0;
 *          store acc0; acc0 = acc1; acc1 = acc2; next h                 no loop; each input row is loaded once
 * PLANE:   s0 = x0 * w[0][0]; s0 = fma(x1, w[1][0], s0); ...            no loop but over channels
 *          acc = acc + moved(s0) + moved(s2); store acc                 several rows in one vector
 * FLAT:    the same; rows end within vectors, and sums are moved across their borders     may loop over periods
 * }</pre>
 *
 * Full unrolling is fast where the method stays within what the JIT accepts; rolled loops compile
 * sooner and are the only way for large filters. Sliding down a strip of columns keeps the sums of
 * all output rows that an input row belongs to in registers, so that nothing is loaded twice: best
 * where input rows lie so that they push each other out of the first cache, and for small filters
 * everywhere.
 */
public enum Unroll implements Choice {
    /** Both tap loops unrolled. */
    TAPS("taps", "All filter taps are written out; no loop over taps is left."),
    /** Only the loop over filter columns unrolled. */
    COLUMNS(
            "cols",
            "The taps of a filter row are written out; a loop runs over the filter's rows."),
    /** Neither unrolled. */
    NONE("none", "Loops run over the rows and the columns of the filter."),
    /** Both unrolled, output rows carried from input row to input row. */
    SLIDE(
            "slide",
            "Each input row is loaded once and added to all output rows it belongs to; all filter taps are written out."),
    /** Both unrolled, and all rows of a channel; a vector holds several, see {@link Plane}. */
    PLANE(
            "plane",
            "All rows and taps are written out; a vector holds several whole rows, and sums are moved to their lanes at the end."),
    /** Both unrolled; a channel's image is one line of pixels, see {@link Flat}. */
    FLAT(
            "flat",
            "All taps are written out; vectors hold pixels as they lie, across the ends of rows, and sums are moved to their lanes at the end.");

    private final String text;
    private final String meaning;

    Unroll(String text, String meaning) {
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

    /** Whether the loop over filter rows is a loop in the generated code. */
    public boolean rollsRows() {
        return this == COLUMNS || this == NONE;
    }

    /** Whether every tap has code of its own. */
    public boolean writesAllTaps() {
        return !rollsRows();
    }

    /** Whether the loop over filter columns is a loop in the generated code. */
    public boolean rollsColumns() {
        return this == NONE;
    }
}
