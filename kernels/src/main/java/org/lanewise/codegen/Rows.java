package org.lanewise.codegen;

import org.lanewise.schedule.Region;
import org.lanewise.schedule.Sweep;

/** The output rows that a method computes. */
sealed interface Rows {
    /** Whether a task computes only the rows of tiles {@code r0..r1} of them all. */
    boolean banded();

    /**
     * The rows of one region.
     *
     * @param region the rows
     * @param firstTile rows of tiles above the region
     */
    record Tiled(Region region, int firstTile, boolean banded) implements Rows {}

    /** All rows, in one sweep. */
    record Swept(Sweep sweep, boolean banded) implements Rows {}
}
