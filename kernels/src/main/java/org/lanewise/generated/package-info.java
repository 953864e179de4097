/**
 * Takes class files, gives kernels: the package that generated kernels are defined in, so that one
 * JIT directive covers them all.
 */
@NullMarked
package org.lanewise.generated;

import org.jspecify.annotations.NullMarked;
