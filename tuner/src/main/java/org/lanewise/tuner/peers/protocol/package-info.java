/**
 * Takes what is to be compared, gives it as lines of JSON: what the command and the JVM that
 * measures say to each other.
 */
@NullMarked
package org.lanewise.tuner.peers.protocol;

import org.jspecify.annotations.NullMarked;
