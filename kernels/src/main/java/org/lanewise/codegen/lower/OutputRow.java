package org.lanewise.codegen.lower;

import org.lanewise.codegen.ir.Var;

/**
 * The row of outputs that some code stores.
 *
 * @param base the address it is counted from
 * @param bytes how far from there it begins
 * @param last number of the last row that the code stores, where a loop runs it for several
 */
record OutputRow(Var.Address base, long bytes, int last) {}
