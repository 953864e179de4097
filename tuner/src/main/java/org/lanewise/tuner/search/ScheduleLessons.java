package org.lanewise.tuner.search;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

/** Makes {@link Lessons} of what other searches on the same machine measured. */
final class ScheduleLessons {
    /** Enough for a model, and few enough to train on in a fraction of a second. */
    private static final int MOST_OTHER_ROWS = 1000;

    private ScheduleLessons() {}

    static Lessons of(KnobSpace space, List<TrainingRow> rows) {
        Workload workload = space.schedules().workload();
        List<TrainingRow> same =
                rows.stream().filter(row -> row.workload().equals(workload)).toList();
        List<TrainingRow> others =
                nearest(workload, rows.stream().filter(row -> !row.workload().equals(workload)));
        return new Lessons(
                same.stream().map(row -> row.example(space.schedules().target())).toList(),
                others.stream().map(row -> row.example(space.schedules().target())).toList(),
                fastest(space, same));
    }

    /** Less those that the space does not hold. */
    private static List<Point> fastest(KnobSpace space, List<TrainingRow> rows) {
        return rows.stream()
                .filter(row -> row.nanos().isPresent())
                .sorted(Comparator.comparingDouble(row -> row.nanos().orElseThrow()))
                .map(TrainingRow::schedule)
                .distinct()
                .map(space::pointOf)
                .flatMap(Optional::stream)
                .filter(space::valid)
                .toList();
    }

    private static List<TrainingRow> nearest(Workload workload, Stream<TrainingRow> others) {
        Map<Workload, List<TrainingRow>> groups =
                others.collect(
                        Collectors.groupingBy(
                                TrainingRow::workload, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .sorted(Comparator.comparingDouble(group -> distance(workload, group.getKey())))
                .flatMap(group -> group.getValue().stream())
                .limit(MOST_OTHER_ROWS)
                .toList();
    }

    /** Layout, filter and stride decide which code is generated, sizes only how often it runs. */
    private static double distance(Workload one, Workload other) {
        double code =
                (one.layout() == other.layout() ? 0 : 8)
                        + (one.kernel().equals(other.kernel()) ? 0 : 4)
                        + (one.stride().equals(other.stride()) ? 0 : 4)
                        + (one.dilation().equals(other.dilation()) ? 0 : 4);
        return code
                + ratio(one.outputChannels(), other.outputChannels())
                + ratio(one.output().h(), other.output().h())
                + ratio(one.output().w(), other.output().w());
    }

    private static double ratio(int one, int other) {
        return Math.abs(StrictMath.log((double) one / other));
    }
}
