/**
 * Takes questions, gives answers: the JVM in which Lanewise and its peers run in turns, under the
 * flags of an application, one layer for each JVM.
 */
@NullMarked
package org.lanewise.tuner.peers.worker;

import org.jspecify.annotations.NullMarked;
