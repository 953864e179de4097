/**
 * Takes numbers or text, gives a {@link org.lanewise.workload.Workload}: one depthwise convolution
 * with every shape fixed, and its output size.
 */
@NullMarked
package org.lanewise.workload;

import org.jspecify.annotations.NullMarked;
