package org.lanewise.tuner.cli;

import java.util.List;
import java.util.Locale;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;

/** The result of a tuning run as a table. */
final class ResultTable {
    private ResultTable() {}

    static List<String> lines(BestConfig best) {
        TextTable table =
                new TextTable(
                        "layer",
                        "default schedule",
                        "GFLOP/s",
                        "best schedule",
                        "GFLOP/s",
                        "speed-up",
                        "of peak");
        for (TunedLayer layer : best.layers()) {
            double gflops = layer.bestTime().gflops(layer.workload());
            table.row(
                    layer.layer(),
                    layer.initial().toString(),
                    format("%.1f", layer.initialTime().gflops(layer.workload())),
                    layer.best().toString(),
                    format("%.1f", gflops),
                    format("%.2fx", layer.speedup()),
                    format("%.0f%%", 100 * gflops / best.peakGflops()));
        }
        return table.lines();
    }

    static String summary(BestConfig best) {
        double logs = best.layers().stream().mapToDouble(layer -> Math.log(layer.speedup())).sum();
        return format(
                "Geometric mean of the speed-ups: %.2fx over %d layers; peak is %.0f GFLOP/s on one core of %s.",
                Math.exp(logs / best.layers().size()),
                best.layers().size(),
                best.peakGflops(),
                best.machine().cpu());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
