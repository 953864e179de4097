package org.lanewise.codegen.ir;

/**
 * For each lane of some output vectors the lane of its input channel.
 *
 * @param multiplier output channels of each input channel
 * @param vectors output vectors that spread the lanes of one input vector differently
 */
public record InputLanes(int multiplier, int vectors) {}
