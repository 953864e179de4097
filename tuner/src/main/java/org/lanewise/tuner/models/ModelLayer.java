package org.lanewise.tuner.models;

import java.util.List;
import java.util.Optional;
import org.lanewise.workload.Workload;

/**
 * A depthwise convolution of a model.
 *
 * @param name its node's name, made unique; one line of any other characters
 * @param workload what is computed, on NCHW tensors; rows of one pixel for one-dimensional
 *     convolutions
 * @param fused operators that are computed along with it
 * @param left the operator behind it that is not, and why
 * @param weights what it computes with
 * @param input the value of the model that it reads, padding left out
 * @param output the value of the model that it makes, what is fused included
 */
public record ModelLayer(
        String name,
        Workload workload,
        List<String> fused,
        Optional<String> left,
        LayerWeights weights,
        String input,
        String output) {}
