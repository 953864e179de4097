package org.lanewise.tuner.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.tuner.suites.Layer;

/**
 * The result of a suite as it stands: begins with what earlier runs on this machine left, and is
 * stored anew whenever a layer gets better known, so that a run that is stopped leaves what it
 * knew. Not thread-safe.
 */
final class SuiteResult {
    private final TuningDatabase database;
    private final Run run;
    private final Consumer<BestConfig> stored;
    private final Map<Layer, TunedLayer> known = new LinkedHashMap<>();

    /**
     * @param stored told each result that was stored
     */
    SuiteResult(TuningDatabase database, Run run, Consumer<BestConfig> stored) {
        this.database = database;
        this.run = run;
        this.stored = stored;
        List<TunedLayer> earlier = earlier();
        for (Layer layer : run.plan().suite().layers()) {
            earlier.stream()
                    .filter(tuned -> isOf(layer, tuned))
                    .findFirst()
                    .ifPresent(tuned -> known.put(layer, tuned));
        }
    }

    /**
     * Whether a layer of the result that this one is to replace is not in the suite: another file
     * may have its name, too. Of a suite of several layouts only one may be known so far, and so
     * the layout is that of what is stored.
     */
    private boolean isOther(TunedLayer tuned) {
        return run.plan().suite().layers().stream().noneMatch(layer -> isOf(layer, tuned));
    }

    /** Newest first. */
    private List<TunedLayer> earlier() {
        return database.allBest().stream()
                .filter(best -> run.machine().covers(best.machine()))
                .filter(best -> best.suite().equals(run.plan().suite().name()))
                .filter(best -> best.cache() == run.plan().cache())
                .flatMap(best -> best.layers().stream())
                .toList();
    }

    private static boolean isOf(Layer layer, TunedLayer tuned) {
        return tuned.layer().equals(layer.name()) && tuned.workload().equals(layer.workload());
    }

    /**
     * Puts what was found of a shape in the place of all its layers, and stores the whole. What
     * fresh JVMs have confirmed gives way only to what they have confirmed later.
     */
    void put(TunedLayer found) {
        boolean changed = false;
        for (Layer layer : run.plan().suite().layers()) {
            if (layer.workload().equals(found.workload()) && wants(layer, found)) {
                known.put(layer, found.named(layer.name()));
                changed = true;
            }
        }
        if (changed) {
            store();
        }
    }

    private boolean wants(Layer layer, TunedLayer found) {
        TunedLayer earlier = known.get(layer);
        boolean asked = run.plan().tunes(layer) || earlier != null;
        return asked
                && !found.named(layer.name()).equals(earlier)
                && (found.evidence().confirmed()
                        || earlier == null
                        || !earlier.evidence().confirmed());
    }

    private void store() {
        BestConfig best = whole();
        database.mergeBest(best, this::isOther);
        stored.accept(best);
    }

    /** The result; empty if nothing is known of any layer. */
    Optional<BestConfig> best() {
        return known.isEmpty() ? Optional.empty() : Optional.of(whole());
    }

    private BestConfig whole() {
        List<TunedLayer> layers =
                run.plan().suite().layers().stream()
                        .distinct()
                        .flatMap(layer -> Optional.ofNullable(known.get(layer)).stream())
                        .toList();
        return new BestConfig(
                run.machine(), run.plan().suite().name(), run.plan().cache(), peak(layers), layers);
    }

    /**
     * No kernel is faster than the peak: where one seems to be, the peak was measured too low. What
     * could not be measured, which is 0, stays unknown.
     */
    private double peak(List<TunedLayer> layers) {
        return run.peakGflops() == 0
                ? 0
                : layers.stream()
                        .mapToDouble(
                                layer -> layer.workload().flopsOnImage() / layer.bestTime().lowNs())
                        .reduce(run.peakGflops(), Math::max);
    }
}
