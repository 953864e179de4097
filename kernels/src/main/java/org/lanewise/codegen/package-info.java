/**
 * Takes a {@link org.lanewise.schedule.LegalSchedule}, gives Java source, in three steps: {@code
 * org.lanewise.codegen.lower} turns the schedule into a loop nest, {@code org.lanewise.codegen.ir}
 * is the nest's grammar, {@code org.lanewise.codegen.print} prints it.
 */
@NullMarked
package org.lanewise.codegen;

import org.jspecify.annotations.NullMarked;
