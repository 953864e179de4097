package org.lanewise.reports;

import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lanewise.db.Stage;

/** The numbers of the charts, as JSON that can stand inside a script element. */
public final class ChartData {
    private static final Jsonb JSON = Jsonb.builder().build();

    private ChartData() {}

    /** GFLOP/s of the default and the best schedule of each layer. */
    public static String layers(ReportModel model) {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("kind", "layers");
        chart.put("names", model.layers().stream().map(LayerReport::name).toList());
        chart.put("byDefault", bars(model, LayerReport::defaultSchedule));
        chart.put("best", bars(model, LayerReport::best));
        return embedded(chart);
    }

    private static List<Object> bars(
            ReportModel model, Function<LayerReport, TimedSchedule> choice) {
        List<Object> bars = new ArrayList<>();
        for (LayerReport layer : model.layers()) {
            TimedSchedule timed = choice.apply(layer);
            Speed speed = timed.speed();
            bars.add(
                    Map.of(
                            "value",
                            List.of(speed.low(), speed.point(), speed.high()),
                            "note",
                            layer.name() + "\n" + timed.schedule() + "\n" + text(speed)));
        }
        return bars;
    }

    /** The trials of a layer, and the best of them so far. */
    public static String progress(LayerReport layer) {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("kind", "progress");
        chart.put("trials", layer.trials().size());
        chart.put("byDefault", layer.defaultSchedule().speed().point());
        chart.put("line", line(layer));
        chart.put("screened", timed(layer, Stage::screening));
        chart.put("playedOff", timed(layer, stage -> stage == Stage.PLAY_OFF));
        chart.put("confirmed", timed(layer, stage -> stage == Stage.CONFIRM));
        chart.put("failed", dots(layer, point -> point.speed().isEmpty()));
        return embedded(chart);
    }

    private static List<Object> line(LayerReport layer) {
        List<Object> line = new ArrayList<>();
        for (TrialPoint step : layer.progress()) {
            line.add(List.of(step.number(), height(step)));
        }
        if (!layer.progress().isEmpty()) {
            line.add(List.of(layer.trials().size(), height(layer.progress().getLast())));
        }
        return line;
    }

    private static List<Object> timed(LayerReport layer, Predicate<Stage> wanted) {
        return dots(layer, point -> point.speed().isPresent() && wanted.test(point.stage()));
    }

    private static List<Object> dots(LayerReport layer, Predicate<TrialPoint> wanted) {
        List<Object> dots = new ArrayList<>();
        for (TrialPoint point : layer.trials()) {
            if (wanted.test(point)) {
                dots.add(
                        Map.of(
                                "value",
                                List.of(point.number(), height(point)),
                                "note",
                                note(point)));
            }
        }
        return dots;
    }

    /** Failures lie on the axis: they have no speed. */
    private static double height(TrialPoint point) {
        return point.speed().map(Speed::point).orElse(0.0);
    }

    private static String note(TrialPoint point) {
        String stage =
                switch (point.stage()) {
                    case SCREEN ->
                            point.superseded()
                                    ? "screened in a disturbed moment, and later again"
                                    : "screened";
                    case RESCREEN -> "screened again";
                    case PLAY_OFF -> "played off among the fastest";
                    case CONTROL -> "control of the machine";
                    case APPLICATION -> "in a plain application";
                    case CONFIRM -> "confirmed";
                };
        return "Trial "
                + point.number()
                + ", "
                + stage
                + ", "
                + point.strategy()
                + "\n"
                + point.schedule()
                + "\n"
                + point.speed().map(ChartData::text).orElseGet(() -> point.kind().label());
    }

    private static String text(Speed speed) {
        return Format.number(speed.point()) + " GFLOP/s (" + Format.interval(speed) + ")";
    }

    /**
     * In JSON a "less than" stands inside strings only, and written as an escape it can end no
     * script element.
     */
    private static String embedded(Map<String, Object> chart) {
        return JSON.type(Object.class).toJson(chart).replace("<", "\\u003c");
    }
}
