/**
 * Takes nothing, gives the words: requests, replies and command lines that the tuner and its worker
 * JVMs agree on.
 */
@NullMarked
@Json.Import({Machine.class})
package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.NullMarked;
import org.lanewise.config.Machine;
