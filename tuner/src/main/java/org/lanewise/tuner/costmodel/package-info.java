/**
 * Takes measured kernels, gives a {@link org.lanewise.tuner.costmodel.CostModel}: a guess of any
 * other kernel's speed that costs a microsecond. One model serves all layers, since it learns from
 * features of the kernel and from speeds relative to each layer's best.
 */
@NullMarked
package org.lanewise.tuner.costmodel;

import org.jspecify.annotations.NullMarked;
