/**
 * Takes a {@link org.lanewise.schedule.LegalSchedule}, gives a {@link
 * org.lanewise.codegen.ir.LoopNest}: {@link org.lanewise.codegen.lower.Lowering} cuts the output
 * into methods, {@link org.lanewise.codegen.lower.RegionLowering} puts loops around the register
 * tile of each, and a {@link org.lanewise.codegen.lower.TileCode} is the tile.
 */
@NullMarked
package org.lanewise.codegen.lower;

import org.jspecify.annotations.NullMarked;
