package org.lanewise.schedule;

/**
 * One filter tap as seen from one output position of a register tile, along one dimension.
 *
 * @param index position in the filter
 * @param offset input pixels from the tile's first input pixel
 * @param lanes lanes for which the tap meets the image
 */
public record Tap(int index, int offset, Lanes lanes) {}
