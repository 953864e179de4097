package org.lanewise.schedule;

/**
 * The lanes of a vector (or of two vectors in a row) that hold real pixels; the others lie on the
 * padding.
 *
 * @param from first real lane
 * @param to lane behind the last real one
 * @param of all lanes
 */
public record Lanes(int from, int to, int of) {
    /** All lanes real. */
    public static Lanes all(int lanes) {
        return new Lanes(0, lanes, lanes);
    }

    /** Whether no lane lies on the padding. */
    public boolean full() {
        return from == 0 && to == of;
    }

    /** Whether every lane lies on the padding. */
    public boolean none() {
        return from >= to;
    }

    /**
     * The part that falls into lanes {@code [begin, begin + width)}, counted from {@code begin}.
     */
    public Lanes slice(int begin, int width) {
        int first = Math.clamp((long) from - begin, 0, width);
        int last = Math.clamp((long) to - begin, 0, width);
        return new Lanes(first, last, width);
    }

    /** One bit a real lane, lane 0 lowest. */
    public long bits() {
        return none() ? 0 : (-1L >>> (Long.SIZE - (to - from))) << from;
    }
}
