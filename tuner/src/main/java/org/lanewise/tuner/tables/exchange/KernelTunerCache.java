package org.lanewise.tuner.tables.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The cache files of Kernel Tuner, whose times are milliseconds. */
final class KernelTunerCache {
    private static final String CACHE = "cache";
    private static final double SECONDS = 1e-3;

    private KernelTunerCache() {}

    static boolean is(Map<String, Object> file) {
        return file.containsKey(CACHE) && file.containsKey("tune_params_keys");
    }

    /** A cache that is still open lacks the braces at its end, and may end in a comma. */
    static String closed(String text) {
        String open = text.strip();
        return (open.endsWith(",") ? open.substring(0, open.length() - 1) : open) + "}}";
    }

    static List<Row> rows(Map<String, Object> file) {
        List<String> names =
                Json.list(file.get("tune_params_keys"), "its 'tune_params_keys'").stream()
                        .map(String::valueOf)
                        .toList();
        String objective = file.get("objective") instanceof String named ? named : "time";
        return Json.object(file.get(CACHE), "its 'cache'").values().stream()
                .map(entry -> row(Json.object(entry, "an entry of its cache"), names, objective))
                .toList();
    }

    private static Row row(Map<?, ?> entry, List<String> names, String objective) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            if (!entry.containsKey(name)) {
                throw new IllegalArgumentException(
                        "an entry of its cache has no value for '" + name + "'.");
            }
            values.put(name, Json.text(entry.get(name)));
        }
        OptionalDouble cost =
                entry.get(objective) instanceof Number number
                        ? OptionalDouble.of(number.doubleValue())
                        : OptionalDouble.empty();
        double time =
                Json.numberOrZero(entry.get("compile_time"))
                        + Json.numberOrZero(entry.get("framework_time"))
                        + Json.sum(entry.get("times"));
        return new Row(values, withoutSentinel(cost), SECONDS * time);
    }

    /** Older versions wrote a huge number where a configuration failed. */
    private static OptionalDouble withoutSentinel(OptionalDouble cost) {
        return cost.isPresent() && cost.getAsDouble() >= 1e20 ? OptionalDouble.empty() : cost;
    }
}
