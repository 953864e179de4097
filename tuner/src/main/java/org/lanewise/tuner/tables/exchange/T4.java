package org.lanewise.tuner.tables.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.tables.Table;

/** The output format T4 of the auto-tuning community; fields it does not need may be anything. */
final class T4 {
    private static final String RESULTS = "results";

    private T4() {}

    static boolean is(Map<String, Object> file) {
        return file.containsKey(RESULTS);
    }

    /** The configurations; those that broke a constraint are no part of the space. */
    static List<Row> rows(Map<String, Object> file) {
        double unit = secondsOf(file.get("metadata"));
        return Json.list(file.get(RESULTS), "its 'results'").stream()
                .map(result -> Json.object(result, "one of its results"))
                .filter(result -> !"constraints".equals(result.get("invalidity")))
                .map(result -> row(result, unit))
                .toList();
    }

    private static Row row(Map<?, ?> result, double unit) {
        Map<String, String> values = new LinkedHashMap<>();
        Json.object(result.get("configuration"), "a result's 'configuration'")
                .forEach((name, value) -> values.put(String.valueOf(name), Json.text(value)));
        return new Row(values, cost(result), seconds(result.get("times"), unit));
    }

    private static OptionalDouble cost(Map<?, ?> result) {
        Object invalidity = result.get("invalidity");
        if (invalidity != null && !invalidity.equals("correct")) {
            return OptionalDouble.empty();
        }
        Optional<Object> objective =
                result.get("objectives") instanceof List<?> objectives && !objectives.isEmpty()
                        ? Optional.ofNullable(objectives.getFirst())
                        : Optional.empty();
        return Json.list(result.get("measurements"), "a result's 'measurements'").stream()
                .map(measurement -> Json.object(measurement, "a measurement"))
                .filter(measurement ->
                        objective.isEmpty() || objective.get().equals(measurement.get("name")))
                .map(measurement -> measurement.get("value"))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(Number.class::isInstance)
                .map(value -> OptionalDouble.of(((Number) value).doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    /**
     * Checking its results is left out, as the published score does. A file with times of runs
     * alone does not say what a trial takes.
     */
    private static double seconds(@Nullable Object times, double unit) {
        if (!(times instanceof Map<?, ?> parts)
                || !(parts.containsKey("compilation") || parts.containsKey("framework"))) {
            return Table.UNSAID_SECONDS;
        }
        return unit
                * (Json.numberOrZero(parts.get("compilation"))
                        + Json.numberOrZero(parts.get("framework"))
                        + Json.sum(parts.get("runtimes")));
    }

    /** Seconds of the unit of time, which is milliseconds where nothing else is said. */
    private static double secondsOf(@Nullable Object metadata) {
        Object unit = metadata instanceof Map<?, ?> named ? named.get("timeunit") : null;
        if (!(unit instanceof String text)) {
            return 1e-3;
        }
        String known = text.toLowerCase(Locale.ROOT);
        // The files that are around write "miliseconds".
        if (known.startsWith("mil") || known.equals("ms")) {
            return 1e-3;
        }
        if (known.startsWith("mic") || known.equals("us")) {
            return 1e-6;
        }
        if (known.startsWith("nan") || known.equals("ns")) {
            return 1e-9;
        }
        if (known.startsWith("sec") || known.equals("s")) {
            return 1;
        }
        throw new IllegalArgumentException("its unit of time '" + text + "' is not known.");
    }
}
