package org.lanewise.codegen;

import org.lanewise.schedule.Region;

/**
 * The rows of one region.
 *
 * @param region the rows
 * @param firstTile rows of tiles above the region
 * @param banded whether a task computes only the rows of tiles {@code r0..r1} of all regions
 */
record Rows(Region region, int firstTile, boolean banded) {}
