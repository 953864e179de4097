/**
 * Takes a text such as {@code avx2}, or this machine, gives a {@link org.lanewise.target.Target}:
 * what a kernel is generated for.
 */
@NullMarked
package org.lanewise.target;

import org.jspecify.annotations.NullMarked;
