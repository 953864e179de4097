package org.lanewise.schedule;

import static java.util.stream.Collectors.joining;
import static org.lanewise.schedule.Dimension.CHANNELS;
import static org.lanewise.schedule.Dimension.COLUMNS;
import static org.lanewise.schedule.Dimension.ROWS;

import java.util.List;
import java.util.Locale;

/**
 * The order of the three loops around a register tile, outermost first: C over channel vectors, H
 * over tile rows, W over tile columns.
 *
 * <pre>{@code
 * CHW: for c { load weights; for h { for w { tile } } }     weights stay in registers for a whole plane
 * HWC: for h { for w { for c { load weights; tile } } }     streams memory in NHWC order, reloads weights for each tile
 * }</pre>
 *
 * Orders with C inside need more than one channel vector in a channel block, otherwise they equal
 * CHW or CWH.
 */
public enum LoopOrder implements Choice {
    /** Channels, rows, columns: good where a plane is contiguous (NCHW, NCHWxc). */
    CHW(CHANNELS, ROWS, COLUMNS),
    /**
     * Channels, columns, rows: walks down a column strip, so that vertical neighbours share input
     * rows in L1.
     */
    CWH(CHANNELS, COLUMNS, ROWS),
    /** Rows, channels, columns: keeps a strip of rows of all channels in cache; good on NHWC. */
    HCW(ROWS, CHANNELS, COLUMNS),
    /**
     * Rows, columns, channels: the memory order of NHWC; bad for weights, which are reloaded for
     * every tile.
     */
    HWC(ROWS, COLUMNS, CHANNELS);

    private final Dimension outer;
    private final Dimension middle;
    private final Dimension inner;

    LoopOrder(Dimension outer, Dimension middle, Dimension inner) {
        this.outer = outer;
        this.middle = middle;
        this.inner = inner;
    }

    /** What the loops run over, from the outermost inwards. */
    public List<Dimension> dimensions() {
        return List.of(outer, middle, inner);
    }

    /** Whether one loop is inside another. */
    public boolean inside(Dimension one, Dimension other) {
        return dimensions().indexOf(one) > dimensions().indexOf(other);
    }

    /** Whether the channel loop encloses both others. */
    public boolean channelsOutermost() {
        return outer == CHANNELS;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String meaning() {
        return dimensions().stream()
                .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                .collect(
                        joining(
                                ", ",
                                "The loops around the tile run, from the outermost, over ",
                                "."));
    }
}
