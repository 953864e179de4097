package org.lanewise.tuner.costmodel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lanewise.workload.Workload;

/** Turns times into what a model predicts, the natural logarithm of nanoseconds an operation. */
final class Targets {
    /**
     * How much slower than the slowest measured kernel of its workload a failed candidate counts.
     */
    private static final double PENALTY = 4;

    private Targets() {}

    /**
     * One target a row; failed rows of a workload without any measured one have none, and are
     * empty.
     */
    static List<OptionalDouble> of(List<TrainingRow> rows) {
        Map<Workload, Double> slowest = new HashMap<>();
        for (TrainingRow row : rows) {
            row.nanos().ifPresent(nanos -> slowest.merge(row.workload(), nanos, Math::max));
        }
        return rows.stream().map(row -> target(row, slowest)).toList();
    }

    private static OptionalDouble target(TrainingRow row, Map<Workload, Double> slowest) {
        if (row.nanos().isPresent()) {
            return OptionalDouble.of(normalised(row, row.nanos().getAsDouble()));
        }
        Double worst = slowest.get(row.workload());
        return worst == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(normalised(row, PENALTY * worst));
    }

    private static double normalised(TrainingRow row, double nanos) {
        return StrictMath.log(nanos / row.workload().flops());
    }
}
