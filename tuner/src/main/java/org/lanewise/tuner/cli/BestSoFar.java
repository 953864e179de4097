package org.lanewise.tuner.cli;

import java.util.HashMap;
import java.util.Locale;
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

    /** The best speed of a layer in this run. */
    String words(Layer layer) {
        Double best = gflops.get(layer);
        return best == null
                ? "none has a time yet"
                : String.format(Locale.ROOT, "best %.1f GFLOP/s", best);
    }
}
