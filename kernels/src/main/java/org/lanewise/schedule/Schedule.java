package org.lanewise.schedule;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a kernel computes a workload: a value for each of the {@link Knobs}. The text form, such as
 * {@code c512_b1_t2x6_chw_taps_held_raw}, is the schedule's identity in kernel names, files and
 * databases. Immutable and thread-safe.
 *
 * <pre>{@code
 * vectorBits    512: for c in C/16 { 16 lanes }      256: for c in C/8 { 8 lanes }     narrower wastes fewer lanes
 * channelBlock  b1: task t: c = t      b4: task t: for c in 4t..4t+3       grain of parallelism and of the loop order
 * tileH         t1: for h in H { acc0 }      t2: for h in H/2 { acc0; acc1 }       rows share input rows; each costs tileW sums
 * tileC         1: for c { x[c] }      2: for c step 2 { x[c]; x[c+1] }      neighbours in memory, in other cache sets
 * }</pre>
 *
 * The others are drawn where they are declared: {@link VectorAxis}, {@link LoopOrder}, {@link
 * Unroll}, {@link Weights}, {@link Access}, {@link Borders}, {@link Staging}.
 */
public final class Schedule {
    /** Compiled when the first text is read. */
    private static final class Form {
        static final Pattern PATTERN = Pattern.compile(regex());

        private static String regex() {
            StringBuilder parts = new StringBuilder();
            for (Knob<?> knob : Knobs.KNOBS) {
                parts.append(knob.regex());
            }
            return parts.toString();
        }
    }

    private final Object[] values;

    /** 0 until it is asked for; two threads that ask at once find the same. */
    private int hash;

    /** Takes the values in the order of {@link Knobs#KNOBS}. */
    Schedule(Object[] values) {
        this.values = values;
    }

    /** The value of a knob. */
    @SuppressWarnings(
            "unchecked") // only with() and parse() fill the array, each by the knob's type
    public <T> T get(Knob<T> knob) {
        return (T) values[knob.index()];
    }

    /**
     * The same schedule with another value of a knob.
     *
     * @throws InvalidScheduleException if it is none, such as a tile of no rows
     */
    public <T> Schedule with(Knob<T> knob, T value) {
        Object[] changed = values.clone();
        changed[knob.index()] = knob.parse(knob.text(value));
        return new Schedule(changed);
    }

    /** Dimension that fills the lanes. */
    public VectorAxis axis() {
        return get(Knobs.AXIS);
    }

    /** Whether lanes are output columns. */
    public boolean alongWidth() {
        return axis() == VectorAxis.WIDTH;
    }

    /** Vector width, 128, 256 or 512. */
    public int vectorBits() {
        return get(Knobs.VECTOR_BITS);
    }

    /** Floats in one vector. */
    public int lanes() {
        return vectorBits() / Float.SIZE;
    }

    /** Bytes of one vector. */
    public int vectorBytes() {
        return vectorBits() / Byte.SIZE;
    }

    /** Bytes of one pixel of one vector, or of the weights of one tap. */
    public long tapBytes() {
        return alongWidth() ? Float.BYTES : vectorBytes();
    }

    /** Channel units (layout blocks, vectors of channels, channels along the width) of one task. */
    public int channelBlock() {
        return get(Knobs.CHANNEL_BLOCK);
    }

    /** Output rows of the register tile. */
    public int tileH() {
        return get(Knobs.TILE_H);
    }

    /** Output columns (lanes along channels) or output vectors (along the width) of the tile. */
    public int tileW() {
        return get(Knobs.TILE_W);
    }

    /** Channel units of the register tile, which share nothing but the loops. */
    public int tileC() {
        return get(Knobs.TILE_C);
    }

    /** Output vectors of the register tile. */
    public int accumulators() {
        return tileH() * tileW() * tileC();
    }

    /** Loops around the tile. */
    public LoopOrder order() {
        return get(Knobs.ORDER);
    }

    /** Tap loops written out. */
    public Unroll unroll() {
        return get(Knobs.UNROLL);
    }

    /** Where weights live. */
    public Weights weights() {
        return get(Knobs.WEIGHTS);
    }

    /** How memory is addressed. */
    public Access access() {
        return get(Knobs.ACCESS);
    }

    /** How outputs at the edges are computed. */
    public Borders borders() {
        return get(Knobs.BORDERS);
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidScheduleException if the text is not one
     */
    public static Schedule parse(String text) {
        Matcher form = Form.PATTERN.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidScheduleException(
                    "'"
                            + text
                            + "' is not a schedule; write it as axis and bits, channel block, tile,"
                            + " order, unroll, weights, access, and framed borders or staging, if any, such as"
                            + " c512_b1_t2x6_chw_taps_held_raw.");
        }
        Object[] values = new Object[Knobs.KNOBS.size()];
        for (Knob<?> knob : Knobs.KNOBS) {
            values[knob.index()] = knob.matched(form.group(knob.index() + 1));
        }
        return new Schedule(values);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Schedule schedule && Arrays.equals(values, schedule.values));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(values);
            hash = known;
        }
        return known;
    }

    /** The text form: each knob's part, in order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Knob<?> knob : Knobs.KNOBS) {
            text.append(knob.partOf(this));
        }
        return text.toString();
    }
}
