/**
 * Takes a best configuration, gives a kernel pack and reads it back: one file with the compiled
 * kernels, their source and a checksum of each part, so that an application needs no compiler.
 */
@NullMarked
package org.lanewise.pack;

import org.jspecify.annotations.NullMarked;
