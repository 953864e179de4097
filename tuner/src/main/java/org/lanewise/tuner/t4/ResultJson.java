package org.lanewise.tuner.t4;

import java.util.List;
import org.lanewise.db.Outcome;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;

/** One result of T4. Times are milliseconds. */
final class ResultJson {
    private static final double NANOS_A_MS = 1e6;
    private static final String TIME = "time";

    private ResultJson() {}

    static JsonObject of(Result result, List<Knob<?>> knobs) {
        JsonObject configuration = new JsonObject();
        knobs.forEach(
                knob -> configuration.with(knob.name(), SpaceJson.value(knob, result.schedule())));
        JsonObject json = new JsonObject();
        result.at().ifPresent(at -> json.with("timestamp", at.toString()));
        return json.with("configuration", configuration)
                .with("times", times(result))
                .with("invalidity", invalidity(result.kind()))
                .with("correctness", result.medianNs().isPresent() ? 1 : 0)
                .with("measurements", measurements(result))
                .with("objectives", List.of(TIME));
    }

    /** How a trial ended, in T4's words. */
    private static String invalidity(Outcome.Kind kind) {
        return switch (kind) {
            case MEASURED -> "correct";
            case COMPILE_FAILED -> "compile";
            case WRONG_RESULT -> "correctness";
            case NOT_INTRINSIFIED, WORKER_DIED -> "runtime";
            case TIMED_OUT -> "timeout";
        };
    }

    /** Until a kernel runs compiled code it is prepared; that is what compiling is elsewhere. */
    private static JsonObject times(Result result) {
        JsonObject times = new JsonObject();
        result.warmUpMs()
                .ifPresent(warmUpMs ->
                        times.with("compilation", warmUpMs)
                                .with("framework", 0)
                                .with("search_algorithm", 0)
                                .with("validation", 0));
        return times.with(
                "runtimes", result.samplesNs().stream().map(ns -> ns / NANOS_A_MS).toList());
    }

    private static List<JsonObject> measurements(Result result) {
        return result.medianNs().stream()
                .mapToObj(median ->
                        new JsonObject()
                                .with("name", TIME)
                                .with("value", median / NANOS_A_MS)
                                .with("unit", "ms"))
                .toList();
    }
}
