package org.lanewise.reports.chart;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;

/**
 * A chart.
 *
 * @param caption what it shows
 * @param label the same for those who do not see it, with where its numbers stand
 * @param height in pixels
 * @param keys what its marks mean
 * @param option what ECharts draws; {@code names} beside it are what points are called, by position
 */
public record Chart(
        String caption, String label, int height, List<Key> keys, Map<String, Object> option) {
    private static final Jsonb JSON =
            Jsonb.builder().add(Points.class, new Points.Adapter()).build();

    /** Keeps an unmodifiable copy of the keys. */
    public Chart {
        keys = List.copyOf(keys);
    }

    /**
     * The option as a text. In JSON a "less than" stands inside strings only, and written as an
     * escape it can end no script element.
     */
    public String json() {
        return JSON.type(Object.class).toJson(option).replace("<", "\\u003c");
    }

    /** A number as short as a chart needs it, so that thousands of points stay small. */
    public static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, 4 - (int) Math.ceil(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
