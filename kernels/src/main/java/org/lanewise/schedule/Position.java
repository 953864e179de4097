package org.lanewise.schedule;

import java.util.List;

/**
 * One output position (a row, a column, or a vector of columns) of a register tile.
 *
 * @param offset output pixels from the tile's first
 * @param taps the filter taps that meet the image there; what falls on the padding is left out at
 *     generation time
 * @param stored lanes that hold outputs
 */
public record Position(int offset, List<Tap> taps, Lanes stored) {
    /** Keeps an unmodifiable copy. */
    public Position {
        taps = List.copyOf(taps);
    }
}
