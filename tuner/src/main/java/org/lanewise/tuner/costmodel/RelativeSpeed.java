package org.lanewise.tuner.costmodel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.workload.Workload;

/**
 * Turns times into what a model learns: the negative of a kernel's speed as a share of the fastest
 * one known of its workload, from -1 for that one to 0 for a candidate that failed. Layers of any
 * size share this scale. Unlike a logarithm of the time it spends the trees' attention on fast
 * kernels, and a failure on it is no outlier: with logarithms and a penalty of four times the
 * slowest, the rank correlation on a synthetic machine was 0.86 instead of 0.92.
 */
final class RelativeSpeed {
    private static final double FAILED = 0;

    private RelativeSpeed() {}

    /** One target a row. */
    static double[] of(List<TrainingRow> rows) {
        Map<Workload, Double> fastest = new HashMap<>();
        for (TrainingRow row : rows) {
            row.nanos().ifPresent(nanos -> fastest.merge(row.workload(), nanos, Math::min));
        }
        if (fastest.isEmpty()) {
            throw new IllegalArgumentException(
                    "A cost model needs at least one measured kernel to learn from.");
        }
        return rows.stream().mapToDouble(row -> target(row, fastest)).toArray();
    }

    private static double target(TrainingRow row, Map<Workload, Double> fastest) {
        Double best = fastest.get(row.workload());
        return best == null || row.nanos().isEmpty() ? FAILED : -best / row.nanos().getAsDouble();
    }
}
