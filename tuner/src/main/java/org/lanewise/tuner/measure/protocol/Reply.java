package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;

/** What a long-lived worker answers to a {@link Request}. */
@Json
@Json.SubType(type = Reply.ThisMachine.class)
@Json.SubType(type = Reply.Peak.class)
@Json.SubType(type = Reply.Control.class)
@Json.SubType(type = Reply.Prepared.class)
@Json.SubType(type = Reply.Measured.class)
@Json.SubType(type = Reply.Compared.class)
public sealed interface Reply {
    /** To {@link Request.WhichMachine}. */
    record ThisMachine(Machine machine) implements Reply {}

    /** To {@link Request.Peak}: 10^9 floating-point operations a second. */
    record Peak(double gflops) implements Reply {}

    /** To {@link Request.Control}: nanoseconds a run. */
    record Control(double controlNs) implements Reply {}

    /**
     * To {@link Request.Prepare}: done, as far as the time allowed.
     *
     * @param spent by the clock, though several threads were at work
     */
    record Prepared(Spent spent) implements Reply {}

    /** To {@link Request.Measure}. */
    record Measured(Outcome outcome, Spent spent) implements Reply {}

    /** To {@link Request.Compare}: what became of each, in their order. */
    record Compared(List<Outcome> outcomes) implements Reply {}
}
