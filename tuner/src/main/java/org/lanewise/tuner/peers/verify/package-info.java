/**
 * Takes a model's layers, gives a {@link org.lanewise.tuner.peers.verify.LayerProof} of each: how
 * far the kernels' results, and those of ONNX Runtime where it is built in, are from the right
 * ones, with the weights of the model.
 */
@NullMarked
package org.lanewise.tuner.peers.verify;

import org.jspecify.annotations.NullMarked;
