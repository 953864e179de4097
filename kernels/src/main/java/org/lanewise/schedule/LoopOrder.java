package org.lanewise.schedule;

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
    CHW("channels, rows, columns"),
    /**
     * Channels, columns, rows: walks down a column strip, so that vertical neighbours share input
     * rows in L1.
     */
    CWH("channels, columns, rows"),
    /** Rows, channels, columns: keeps a strip of rows of all channels in cache; good on NHWC. */
    HCW("rows, channels, columns"),
    /**
     * Rows, columns, channels: the memory order of NHWC; bad for weights, which are reloaded for
     * every tile.
     */
    HWC("rows, columns, channels");

    private final String loops;

    LoopOrder(String loops) {
        this.loops = loops;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String meaning() {
        return "The loops around the tile run, from the outermost, over " + loops + ".";
    }

    /** Whether the channel loop encloses both others. */
    public boolean channelsOutermost() {
        return this == CHW || this == CWH;
    }
}
