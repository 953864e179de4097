/**
 * Takes a suite, gives Lanewise and its peers side by side: times with their intervals, ratios, and
 * shares of what the machine can do.
 */
@NullMarked
package org.lanewise.tuner.peers.compare;

import org.jspecify.annotations.NullMarked;
