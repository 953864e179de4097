package org.lanewise.reports.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Run;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.panels.Layers;
import org.lanewise.reports.panels.LayersReader;
import org.lanewise.workload.Workload;

/** Reads report models from the database. */
public final class ReportModels {
    private ReportModels() {}

    /** The report of a tuning result whose network runs each layer once. */
    public static ReportModel from(TuningDatabase db, BestConfig best) {
        return from(db, best, Map.of());
    }

    /**
     * The report of a tuning result: its figures from {@code best}, the trials behind them from the
     * database. The same database gives an equal model at any time.
     *
     * @param counts how often the network runs each workload; empty if that is not known
     * @throws org.lanewise.db.DatabaseException if the database cannot be read
     */
    public static ReportModel from(
            TuningDatabase db, BestConfig best, Map<Workload, Integer> counts) {
        return of(Run.of(db, best, counts), true);
    }

    /** The same by one thread alone, for a page that is made while kernels are measured. */
    public static ReportModel beside(
            TuningDatabase db, BestConfig best, Map<Workload, Integer> counts) {
        return of(Run.of(db, best, counts), false);
    }

    /**
     * The same with the machine code of its winners.
     *
     * @param code what C2 made of them, by what they compute
     */
    public static ReportModel from(
            TuningDatabase db,
            BestConfig best,
            Map<Workload, Integer> counts,
            Map<Workload, MachineCode> code) {
        return of(Run.of(db, best, counts).with(code), true);
    }

    /**
     * @param together whether all processors may be at it: panels read what does not change, and
     *     each is its own
     */
    private static ReportModel of(Run run, boolean together) {
        BestConfig best = run.best();
        return new ReportModel(
                best.suite(),
                best.machine(),
                best.cache(),
                best.peakGflops(),
                newest(run),
                each(Panels.OF_RUN, together).map(reader -> reader.apply(run)).toList(),
                layers(run, together),
                each(Panels.AFTER_LAYERS, together).map(reader -> reader.apply(run)).toList());
    }

    private static <T> Stream<T> each(List<T> all, boolean together) {
        return together ? all.parallelStream() : all.stream();
    }

    private static List<LayerSection> layers(Run run, boolean together) {
        List<Layers.Row> rows = LayersReader.read(run).rows();
        return each(IntStream.range(0, rows.size()).boxed().toList(), together)
                .map(i ->
                        new LayerSection(
                                rows.get(i),
                                each(Panels.OF_LAYER, together)
                                        .map(reader -> reader.apply(run, run.layers().get(i)))
                                        .toList()))
                .toList();
    }

    private static Optional<Instant> newest(Run run) {
        return run.layers().stream()
                .flatMap(layer -> layer.points().stream())
                .map(TrialPoint::at)
                .max(Comparator.naturalOrder());
    }
}
