/**
 * Takes what an application holds, gives tensors that kernels work on: memory for them, their order
 * in it, and weights in the order of whatever framework they come from.
 */
@NullMarked
package org.lanewise.tensor;

import org.jspecify.annotations.NullMarked;
