/**
 * Takes a {@link org.lanewise.schedule.LegalSchedule}, gives Java source: {@link
 * org.lanewise.codegen.Lowering} turns workload and schedule into a small loop-nest tree that holds
 * all control flow, {@link org.lanewise.codegen.JavaPrinter} and {@link
 * org.lanewise.codegen.LoopNestPrinter} only print it.
 */
@NullMarked
package org.lanewise.codegen;

import org.jspecify.annotations.NullMarked;
