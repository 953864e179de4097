package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.stats.Importance;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;

/** Reads what choosing a knob's value has to do with a layer's speed. */
public final class ChoicesReader {
    private ChoicesReader() {}

    /** The choices of a layer's search, each schedule once. */
    public static Choices read(LayerRun layer) {
        List<TrialPoint> points = layer.believed();
        List<Schedule> schedules = points.stream().map(TrialPoint::schedule).toList();
        double[] logs = points.stream().mapToDouble(point -> Math.log(point.gflops())).toArray();
        List<Column> columns =
                Knobs.KNOBS.stream()
                        .flatMap(knob -> Column.of(knob, schedules, logs).stream())
                        .sorted(
                                Comparator.comparingDouble(
                                                (Column column) -> column.varied.importance())
                                        .reversed())
                        .toList();
        List<List<Integer>> tried = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            int row = i;
            tried.add(columns.stream().map(column -> column.positions.get(row)).toList());
        }
        return new Choices(
                layer.name(),
                columns.stream().map(Column::varied).toList(),
                tried,
                points.stream().map(TrialPoint::gflops).toList());
    }

    /** A knob's values in all schedules, by position. */
    private record Column(Choices.Varied varied, List<Integer> positions) {
        static <T> Optional<Column> of(
                Knob<T> knob, Collection<Schedule> schedules, double[] logs) {
            List<T> chosen = schedules.stream().map(schedule -> schedule.get(knob)).toList();
            List<T> values = inOrder(knob, chosen.stream().distinct());
            if (values.size() < 2) {
                return Optional.empty();
            }
            return Optional.of(
                    new Column(
                            new Choices.Varied(
                                    knob.name(),
                                    values.stream().map(knob::text).toList(),
                                    Importance.of(chosen, logs)),
                            chosen.stream().map(values::indexOf).toList()));
        }

        /** Sizes ascend, choices have their own order. */
        private static <T> List<T> inOrder(Knob<T> knob, Stream<T> values) {
            return knob.all().isEmpty()
                    ? values.sorted(
                                    Comparator.comparingInt(
                                            value -> Integer.parseInt(knob.text(value))))
                            .toList()
                    : values.sorted(Comparator.comparingInt(knob.all()::indexOf)).toList();
        }
    }
}
