package org.lanewise.tuner.cli;

import org.lanewise.db.Outcome;
import org.lanewise.workload.Layer;

/** Counts a layer's trials and keeps its best speed. */
final class BestSoFar {
    private int trials;
    private double gflops;

    void reset() {
        trials = 0;
        gflops = 0;
    }

    void add(Layer layer, Outcome outcome) {
        trials++;
        if (outcome instanceof Outcome.Measured measured) {
            gflops = Math.max(gflops, measured.time().gflops(layer.workload()));
        }
    }

    int trials() {
        return trials;
    }

    double gflops() {
        return gflops;
    }
}
