package org.lanewise.reports.chart;

import java.util.List;
import java.util.Map;

/** The axes of charts. */
public final class Axis {
    private Axis() {}

    /** Numbers from 0. */
    public static Map<String, Object> value(String name) {
        return Option.of("type", "value", "name", name, "min", 0);
    }

    /** Numbers around those that are drawn. */
    public static Map<String, Object> around(String name) {
        return Option.of("type", "value", "name", name, "scale", true);
    }

    /** Numbers by their logarithms, between two powers of two. */
    public static Map<String, Object> log(String name, double least, double most) {
        return Option.of("type", "log", "logBase", 2, "name", name, "min", least, "max", most);
    }

    /** Moments, in milliseconds since 1970. */
    public static Map<String, Object> time() {
        return Option.of("type", "time");
    }

    /** Names, from left to right or from below. */
    public static Map<String, Object> names(String name, List<String> names) {
        return Option.of("type", "category", "name", name, "data", names);
    }

    /** Names from above, as a table has them. */
    public static Map<String, Object> rows(List<String> names) {
        return Option.of("type", "category", "data", names, "inverse", true);
    }
}
