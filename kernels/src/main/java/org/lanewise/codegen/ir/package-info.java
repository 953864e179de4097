/**
 * Takes nothing, gives the grammar of a kernel: statements ({@link org.lanewise.codegen.ir.Stmt}),
 * vector values ({@link org.lanewise.codegen.ir.Value}), integer expressions ({@link
 * org.lanewise.codegen.ir.Int}) and variables ({@link org.lanewise.codegen.ir.Var}), each with a
 * type. {@code lower} makes it, {@code print} prints it.
 */
@NullMarked
package org.lanewise.codegen.ir;

import org.jspecify.annotations.NullMarked;
