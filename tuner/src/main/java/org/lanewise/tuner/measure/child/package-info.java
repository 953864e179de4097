/**
 * Takes a command line, gives a JVM that answers questions: both ends of the wire between this
 * process and those it starts. What they print is chatter; their answers come by a connection of
 * their own. None hangs for ever, and none outlives the process that started it.
 */
@NullMarked
package org.lanewise.tuner.measure.child;

import org.jspecify.annotations.NullMarked;
