package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.workload.Workload;

/**
 * Chooses what a model is trained on: all of the workload's own rows, those of other searches too,
 * and while they are few, its neighbours'.
 */
final class TrainingSet {
    /**
     * Measured rows of its own with which a workload needs no others: from then on they would only
     * hold the model to what was true elsewhere, and searches have been seen to stay stuck on it.
     */
    private static final int OWN_ROWS_SUFFICE = 64;

    /** Enough for a model, and few enough to train on in a fraction of a second. */
    private static final int MOST_OTHER_ROWS = 1000;

    private TrainingSet() {}

    static List<TrainingRow> of(SearchState state) {
        Workload workload = state.space().workload();
        List<TrainingRow> own = new ArrayList<>(state.earlierRows());
        state.observations().forEach(seen -> own.add(seen.row(workload)));
        if (measured(own) >= OWN_ROWS_SUFFICE) {
            return own;
        }
        List<TrainingRow> rows =
                new ArrayList<>(
                        nearest(
                                workload,
                                state.otherRows().stream()
                                        .filter(row -> !row.workload().equals(workload))
                                        .toList()));
        rows.addAll(own);
        return rows;
    }

    static long measured(List<TrainingRow> rows) {
        return rows.stream().filter(row -> row.nanos().isPresent()).count();
    }

    private static List<TrainingRow> nearest(Workload workload, List<TrainingRow> others) {
        Map<Workload, List<TrainingRow>> groups =
                others.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TrainingRow::workload,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
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
