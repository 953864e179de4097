package org.lanewise.tuner.t4;

import java.util.List;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;

/** A trial as one result of T4. Times are milliseconds. */
final class ResultJson {
    private static final double NANOS_A_MS = 1e6;
    private static final String TIME = "time";

    private ResultJson() {}

    static JsonObject of(Trial trial) {
        JsonObject configuration = new JsonObject();
        for (Knob<?> knob : Knobs.KNOBS) {
            configuration.with(knob.name(), SpaceJson.value(knob, trial.schedule()));
        }
        boolean correct = trial.outcome() instanceof Outcome.Measured;
        return new JsonObject()
                .with("timestamp", trial.at().toString())
                .with("configuration", configuration)
                .with("times", times(trial.outcome()))
                .with("invalidity", T4Files.invalidity(trial.outcome().kind()))
                .with("correctness", correct ? 1 : 0)
                .with("measurements", measurements(trial.outcome()))
                .with("objectives", List.of(TIME));
    }

    /** Until a kernel runs compiled code it is prepared; that is what compiling is elsewhere. */
    private static JsonObject times(Outcome outcome) {
        double warmUpMs = 0;
        List<Double> runs = List.of();
        if (outcome instanceof Outcome.Measured measured) {
            warmUpMs = measured.warmUpMs();
            runs = measured.samplesNs().stream().map(ns -> ns / NANOS_A_MS).toList();
        }
        return new JsonObject()
                .with("compilation", warmUpMs)
                .with("framework", 0)
                .with("search_algorithm", 0)
                .with("validation", 0)
                .with("runtimes", runs);
    }

    private static List<JsonObject> measurements(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                ? List.of(
                        new JsonObject()
                                .with("name", TIME)
                                .with("value", measured.time().medianNs() / NANOS_A_MS)
                                .with("unit", "ms"))
                : List.of();
    }
}
