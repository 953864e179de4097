/**
 * Takes an ONNX file, gives {@link org.lanewise.tuner.models.ModelLayers}: its depthwise
 * convolutions with what is computed along with each, and, by name and reason, those that kernels
 * cannot compute.
 */
@NullMarked
package org.lanewise.tuner.models;

import org.jspecify.annotations.NullMarked;
