package org.lanewise.workload;

/**
 * How far apart neighbours lie in a tensor, in elements.
 *
 * @param image one image to the next
 * @param channelBlock one block of channels to the next
 * @param block channels of a block, which lie side by side; 1 in plain layouts
 * @param row one row of pixels to the next
 * @param pixel one pixel to the next
 */
public record TensorStrides(long image, long channelBlock, int block, long row, long pixel) {
    /** Index of a channel's first pixel, from the tensor's first element. */
    public long plane(int n, int c) {
        return n * image + c / block * channelBlock + c % block;
    }

    /** Index of an element. */
    public long index(int n, int c, int y, int x) {
        return plane(n, c) + y * row + x * pixel;
    }
}
