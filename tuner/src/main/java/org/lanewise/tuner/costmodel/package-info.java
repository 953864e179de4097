/**
 * Takes measured kernels, gives a {@link org.lanewise.tuner.costmodel.CostModel}: a guess of any
 * other kernel's time that costs a microsecond. One model serves all layers, since it learns from
 * features of the kernel and predicts time an operation.
 */
@NullMarked
package org.lanewise.tuner.costmodel;

import org.jspecify.annotations.NullMarked;
