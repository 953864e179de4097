/**
 * Takes nothing, gives the words: requests, replies and command lines that the tuner and its worker
 * JVMs agree on.
 */
@NullMarked
package org.lanewise.tuner.measure.protocol;

import org.jspecify.annotations.NullMarked;
