package org.lanewise.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;

/** Reads report models from the database. */
public final class ReportModels {
    private ReportModels() {}

    /**
     * The report of a tuning result: its figures from {@code best}, the trials behind them from the
     * database. The same database gives an equal model at any time.
     *
     * @throws org.lanewise.db.DatabaseException if the database cannot be read
     */
    public static ReportModel from(TuningDatabase db, BestConfig best) {
        List<LayerReport> layers = new ArrayList<>();
        Optional<Instant> newest = Optional.empty();
        for (TunedLayer layer : best.layers()) {
            List<Trial> trials =
                    db.trials(best.machine(), layer.workload()).stream()
                            .filter(trial ->
                                    trial.stage().ofCandidate() && trial.cache() == best.cache())
                            .toList();
            layers.add(new LayerReader(best, layer, trials).read());
            for (Trial trial : trials) {
                newest =
                        newest.filter(at -> at.isAfter(trial.at()))
                                .or(() -> Optional.of(trial.at()));
            }
        }
        return new ReportModel(
                best.suite(), best.machine(), best.cache(), best.peakGflops(), newest, layers);
    }
}
