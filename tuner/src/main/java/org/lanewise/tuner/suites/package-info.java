/**
 * Takes a name, gives a {@link org.lanewise.tuner.suites.Suite}: the layers that are tuned
 * together, of a built-in network, of a file or of one workload, and what they save in arithmetic.
 */
@NullMarked
package org.lanewise.tuner.suites;

import org.jspecify.annotations.NullMarked;
