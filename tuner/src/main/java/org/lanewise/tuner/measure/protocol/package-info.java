/**
 * Takes nothing, gives the words: requests, replies and command lines that the tuner and its worker
 * JVMs agree on.
 */
@NullMarked
@Json.Import({Estimate.class, Machine.class})
@Json.Import(
        value = Outcome.class,
        subtypes = {
            @Json.SubType(type = Outcome.Measured.class),
            @Json.SubType(type = Outcome.CompileFailed.class),
            @Json.SubType(type = Outcome.WrongResult.class),
            @Json.SubType(type = Outcome.NotIntrinsified.class),
            @Json.SubType(type = Outcome.TimedOut.class),
            @Json.SubType(type = Outcome.WorkerDied.class)
        })
package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.NullMarked;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
