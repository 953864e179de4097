/**
 * Takes a {@link org.lanewise.schedule.LegalSchedule}, gives Java source, in three steps: {@link
 * org.lanewise.codegen.lower} turns the schedule into a loop nest, {@link org.lanewise.codegen.ir}
 * is the nest's grammar, {@link org.lanewise.codegen.print} prints it.
 */
@NullMarked
package org.lanewise.codegen;

import org.jspecify.annotations.NullMarked;
