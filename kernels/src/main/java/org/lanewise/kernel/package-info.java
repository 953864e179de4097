/**
 * Takes tensors, gives tensors: what generated kernels and their callers agree on, from the
 * interface and the order of packed weights to the memory that raw accesses go through.
 */
@NullMarked
package org.lanewise.kernel;

import org.jspecify.annotations.NullMarked;
