/**
 * Takes {@link org.lanewise.codegen.KernelSource}, gives a kernel that runs: compiles in memory and
 * defines hidden classes.
 */
@NullMarked
package org.lanewise.compile;

import org.jspecify.annotations.NullMarked;
