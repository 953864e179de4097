/**
 * Takes a kernel and its buffers, gives its tasks to threads: what shares one convolution out over
 * several processors in microseconds.
 */
@NullMarked
package org.lanewise.threads;

import org.jspecify.annotations.NullMarked;
