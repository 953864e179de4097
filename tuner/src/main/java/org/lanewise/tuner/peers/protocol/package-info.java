/** Takes nothing, gives the words that the command and the JVM that measures say to each other. */
@NullMarked
@Json.Import({MachineLimits.class, MemoryLevel.class})
package org.lanewise.tuner.peers.protocol;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.NullMarked;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
