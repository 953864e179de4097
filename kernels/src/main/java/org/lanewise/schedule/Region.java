package org.lanewise.schedule;

import java.util.List;

/**
 * Consecutive tiles along one dimension that run the same code: the left border, the interior, the
 * rest.
 *
 * @param start first output pixel
 * @param step output pixels from one tile to the next
 * @param count number of tiles
 * @param taps how the tap loop of this dimension is generated
 * @param positions output positions of one tile
 */
public record Region(int start, int step, int count, Taps taps, List<Position> positions) {
    /** How a tap loop is generated. */
    public enum Taps {
        /** Written out, each position with its own taps. */
        UNROLLED,
        /** A loop over the whole filter. */
        ROLLED,
        /** A loop whose bounds are cut to the image at run time; such tiles have one position. */
        CLIPPED
    }

    /** Keeps an unmodifiable copy. */
    public Region {
        positions = List.copyOf(positions);
    }

    /** The same tile so many times. */
    Region times(int tiles) {
        return new Region(start, step, tiles, taps, positions);
    }

    /** Output pixel behind the last one. */
    public int end() {
        Position last = positions.getLast();
        return start + (count - 1) * step + last.offset() + last.stored().to();
    }
}
