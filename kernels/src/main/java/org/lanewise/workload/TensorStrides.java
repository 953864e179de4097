package org.lanewise.workload;

/**
 * How far apart neighbours lie in a tensor, in elements.
 *
 * @param image one image to the next
 * @param channelBlock one block of channels to the next; a block is one channel in plain layouts
 * @param row one row of pixels to the next
 * @param pixel one pixel to the next
 */
public record TensorStrides(long image, long channelBlock, long row, long pixel) {}
