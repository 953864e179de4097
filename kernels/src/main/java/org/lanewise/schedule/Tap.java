package org.lanewise.schedule;

/**
 * One filter tap as seen from one output position of a register tile, along one dimension.
 *
 * @param index position in the filter
 * @param offset input pixels from the tile's first input pixel to the first one loaded
 * @param phase position of the first used pixel among those loaded, below the column stride; taps
 *     of the same loaded pixels differ in it
 * @param lanes loaded pixels that lie on the image
 */
public record Tap(int index, int offset, int phase, Lanes lanes) {}
