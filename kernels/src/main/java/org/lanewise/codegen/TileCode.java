package org.lanewise.codegen;

import java.util.List;

/** What the loops of a region enclose: a register tile. */
sealed interface TileCode permits TileLowering, SlideLowering {
    /** The filter rows whose weights it uses, in ascending order. */
    List<Integer> tapRows();

    /**
     * The code.
     *
     * @param x name of the address that input is read from
     * @param y of the one that output is written to
     * @param w of the weights
     */
    List<Stmt> lower(String x, String y, String w);
}
