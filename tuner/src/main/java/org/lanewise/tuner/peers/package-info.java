/**
 * Takes a convolution, gives contenders for it: what a library must offer to be measured beside
 * Lanewise. The libraries themselves are in a build profile, found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package org.lanewise.tuner.peers;

import org.jspecify.annotations.NullMarked;
