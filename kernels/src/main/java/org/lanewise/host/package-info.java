/**
 * Takes the JVM that runs this and its machine, gives what they are and what they can do for
 * kernels.
 */
@NullMarked
package org.lanewise.host;

import org.jspecify.annotations.NullMarked;
