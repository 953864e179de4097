package org.lanewise.tuner.cli;

import java.util.HashMap;
import java.util.Map;
import org.lanewise.db.Outcome;
import org.lanewise.tuner.suites.Layer;

/** Counts trials and keeps the best speed of each layer. */
final class BestSoFar {
    private final Map<Layer, Double> gflops = new HashMap<>();
    private int trials;

    void add(Layer layer, Outcome outcome) {
        trials++;
        if (outcome instanceof Outcome.Measured measured) {
            gflops.merge(layer, measured.time().gflops(layer.workload()), Math::max);
        }
    }

    /** Trials of this run, all layers. */
    int trials() {
        return trials;
    }

    /** Best speed of a layer in this run, 0 before the first measurement. */
    double gflops(Layer layer) {
        return gflops.getOrDefault(layer, 0.0);
    }
}
