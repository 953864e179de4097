package org.lanewise.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is drawn along axes. A point is its numbers, and last what is said of it, if anything is.
 */
public final class Series {
    private Series() {}

    /** The marks of points. */
    public enum Mark {
        CIRCLE("circle", 7),
        TRIANGLE("triangle", 9),
        DIAMOND("diamond", 11),
        CROSS("path://M0,1L1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5Z", 9),
        HOLLOW("emptyCircle", 9);

        private final String symbol;
        private final int size;

        Mark(String symbol, int size) {
            this.symbol = symbol;
            this.size = size;
        }
    }

    /**
     * Points.
     *
     * @param name what they are, for tooltips
     */
    public static Map<String, Object> dots(String name, Mark mark, Ink ink, List<?> points) {
        return scatter(name, mark, ink, points);
    }

    /** The same of many points. */
    public static Map<String, Object> dots(String name, Mark mark, Ink ink, Points points) {
        return scatter(name, mark, ink, points);
    }

    private static Map<String, Object> scatter(String name, Mark mark, Ink ink, Object points) {
        return Option.of(
                "type",
                "scatter",
                "name",
                name,
                "symbol",
                mark.symbol,
                "symbolSize",
                mark.size,
                "itemStyle",
                Option.of("color", ink.css()),
                "data",
                points);
    }

    /** A line that says nothing when it is pointed at. */
    public static Map<String, Object> line(Ink ink, List<?> points) {
        return Option.of(
                "type",
                "line",
                "silent",
                true,
                "showSymbol",
                false,
                "lineStyle",
                Option.of("color", ink.css(), "width", 2),
                "data",
                points);
    }

    /** A line that stays where it is until the next point. */
    public static Map<String, Object> steps(Ink ink, List<?> points) {
        return Option.with(line(ink, points), "step", "end");
    }

    /** A broken line. */
    public static Map<String, Object> dashed(Ink ink, List<?> points) {
        return Option.with(
                line(ink, points),
                "lineStyle",
                Option.of("color", ink.css(), "width", 1.5, "type", "dashed"));
    }

    /**
     * A broken line from top to bottom, beside a point of which the axis knows that it is there.
     */
    public static Map<String, Object> upright(Ink ink, double x) {
        return Option.with(
                line(ink, List.of(List.of(x, 0))),
                "markLine",
                Option.of(
                        "silent",
                        true,
                        "symbol",
                        "none",
                        "label",
                        Option.of("show", false),
                        "lineStyle",
                        Option.of("color", ink.css(), "width", 1.5, "type", "dashed"),
                        "data",
                        List.of(Option.of("xAxis", x))));
    }

    /**
     * What lies between two lines: the upper one stands on the lower.
     *
     * @param points of each its x, the low end and the high end
     */
    public static List<Map<String, Object>> band(Ink ink, List<double[]> points) {
        List<List<Double>> low = new ArrayList<>();
        List<List<Double>> above = new ArrayList<>();
        for (double[] point : points) {
            low.add(List.of(point[1], point[0]));
            above.add(List.of(point[2] - point[1], point[0]));
        }
        return List.of(
                stacked(ink, low),
                Option.with(
                        stacked(ink, above),
                        "areaStyle",
                        Option.of("color", ink.css(), "opacity", 0.22)));
    }

    /** ECharts stacks along the first number of a point, so that one is y here. */
    private static Map<String, Object> stacked(Ink ink, List<?> points) {
        return Option.with(
                line(ink, points),
                "stack",
                "band",
                "encode",
                Option.of("x", 1, "y", 0),
                "lineStyle",
                Option.of("width", 0));
    }

    /** A line whose points say something. */
    public static Map<String, Object> course(String name, Ink ink, List<?> points) {
        return Option.of(
                "type",
                "line",
                "name",
                name,
                "symbol",
                "circle",
                "symbolSize",
                6,
                "lineStyle",
                Option.of("color", ink.css(), "width", 1.5),
                "itemStyle",
                Option.of("color", ink.css()),
                "data",
                points);
    }

    /** Intervals in rows, each from its low end to its high end, with a cap at either. */
    public static Map<String, Object> intervals(Ink ink, List<double[]> ends) {
        List<List<Object>> points = new ArrayList<>();
        for (int row = 0; row < ends.size(); row++) {
            double[] interval = ends.get(row);
            if (interval.length == 2) {
                points.add(List.of(interval[0], row));
                points.add(List.of(interval[1], row));
                // A line is interrupted by what is no number.
                points.add(List.of("-", row));
            }
        }
        return Option.with(
                line(ink, points),
                "showSymbol",
                true,
                "symbol",
                "rect",
                "symbolSize",
                List.of(2, 9),
                "itemStyle",
                Option.of("color", ink.css()));
    }

    /** Lines through several axes side by side. */
    public static Map<String, Object> parallel(Ink ink, double opacity, List<?> lines) {
        return Option.of(
                "type",
                "parallel",
                "silent",
                true,
                "lineStyle",
                Option.of("color", ink.css(), "width", 1, "opacity", opacity),
                "data",
                lines);
    }

    /**
     * Cells of two axes' values, the larger their third number the more opaque.
     *
     * @param cells objects of a value and a note
     */
    public static Map<String, Object> heatMap(Ink ink, List<?> cells) {
        return Option.of(
                "type",
                "heatmap",
                "itemStyle",
                Option.of("color", ink.css()),
                "label",
                Option.of("show", true),
                "data",
                cells);
    }

    /** Horizontal bars in rows. */
    public static Map<String, Object> bars(String name, Ink ink, List<?> values) {
        return Option.of(
                "type",
                "bar",
                "name",
                name,
                "barMaxWidth",
                16,
                "itemStyle",
                Option.of("color", ink.css()),
                "data",
                values);
    }
}
