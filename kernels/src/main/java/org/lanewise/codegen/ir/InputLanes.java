package org.lanewise.codegen.ir;

/**
 * For each lane of some output vectors the lane of its input channel.
 *
 * @param multiplier output channels of each input channel
 * @param vectors output vectors that spread the lanes of one input vector differently
 * @param overlapping input channels of which the last vector overlaps the one before, so that other
 *     lanes of it make the vectors of outputs behind those; 0 for none
 */
public record InputLanes(int multiplier, int vectors, int overlapping) {}
