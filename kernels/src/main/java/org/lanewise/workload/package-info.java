/**
 * Takes numbers or text, gives a {@link org.lanewise.workload.Workload}: one depthwise convolution
 * with every shape fixed, its output size, its arithmetic, and the suites of layers that networks
 * are made of.
 */
@NullMarked
package org.lanewise.workload;

import org.jspecify.annotations.NullMarked;
