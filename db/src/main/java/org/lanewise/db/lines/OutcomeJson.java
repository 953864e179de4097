package org.lanewise.db.lines;

import org.lanewise.config.Estimate;
import org.lanewise.db.Names;
import org.lanewise.db.Outcome;
import org.lanewise.json.JsonObject;

/** An outcome as JSON: its kind, and what that kind has. */
final class OutcomeJson {
    private static final String MESSAGE = "message";

    private OutcomeJson() {}

    static JsonObject of(Outcome outcome) {
        JsonObject json = new JsonObject().with("kind", outcome.kind().name());
        return switch (outcome) {
            case Outcome.Measured(Estimate time, var samplesNs, double warmUpMs) ->
                    json.with("medianNs", time.medianNs())
                            .with("lowNs", time.lowNs())
                            .with("highNs", time.highNs())
                            .with("samplesNs", samplesNs)
                            .with("warmUpMs", warmUpMs);
            case Outcome.CompileFailed(String message) -> json.with(MESSAGE, message);
            case Outcome.WrongResult(String message) -> json.with(MESSAGE, message);
            case Outcome.NotIntrinsified(long bytes, String message) ->
                    json.with("bytesPerCall", bytes).with(MESSAGE, message);
            case Outcome.TimedOut(long limitMs) -> json.with("limitMs", limitMs);
            case Outcome.WorkerDied(String message) -> json.with(MESSAGE, message);
        };
    }

    static Outcome outcome(JsonObject json) {
        return switch (Names.constant(Outcome.Kind.class, "outcome", json.text("kind"))) {
            case MEASURED ->
                    new Outcome.Measured(
                            new Estimate(
                                    json.number("medianNs"),
                                    json.number("lowNs"),
                                    json.number("highNs")),
                            json.numbers("samplesNs"),
                            json.number("warmUpMs"));
            case COMPILE_FAILED -> new Outcome.CompileFailed(json.text(MESSAGE));
            case WRONG_RESULT -> new Outcome.WrongResult(json.text(MESSAGE));
            case NOT_INTRINSIFIED ->
                    new Outcome.NotIntrinsified(json.integer("bytesPerCall"), json.text(MESSAGE));
            case TIMED_OUT -> new Outcome.TimedOut(json.integer("limitMs"));
            case WORKER_DIED -> new Outcome.WorkerDied(json.text(MESSAGE));
        };
    }
}
