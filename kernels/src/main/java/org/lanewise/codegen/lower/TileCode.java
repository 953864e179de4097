package org.lanewise.codegen.lower;

import java.util.List;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Var;

/** What the loops of a region enclose: a register tile. */
interface TileCode {
    /** The filter rows whose weights it uses, in ascending order. */
    List<Integer> tapRows();

    /**
     * The code.
     *
     * @param x where input is read
     * @param y where output is written
     * @param w where weights are read
     */
    List<Stmt> lower(Var.Address x, Var.Address y, Var.Address w);
}
