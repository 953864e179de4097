/**
 * A kernel between schedule and text: loops, blocks and statements over typed variables. {@link
 * org.lanewise.codegen.ir.Stmt}, {@link org.lanewise.codegen.ir.Value} and {@link
 * org.lanewise.codegen.ir.Int} are the whole grammar; {@link org.lanewise.codegen.ir.LoopNest} is a
 * kernel of it. Knows nothing of workloads and schedules.
 */
@NullMarked
package org.lanewise.codegen.ir;

import org.jspecify.annotations.NullMarked;
