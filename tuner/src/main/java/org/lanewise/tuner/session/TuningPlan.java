package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.config.CacheState;
import org.lanewise.db.Asked;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/**
 * What to tune and how.
 *
 * @param suite whose result this is to be
 * @param layers those of its layers to tune now; what is known of the others stays in the result
 * @param cache what the caches hold when a timed run begins
 * @param budget what it may cost
 * @param strategy how candidates are proposed
 * @param seed of the search
 * @param ablation whether what differs from the winners in one knob is timed in the end
 * @param asked how it was asked for, for whoever wants to do it again; empty where nobody typed it
 */
public record TuningPlan(
        Suite suite,
        List<Layer> layers,
        CacheState cache,
        Budget budget,
        Strategy strategy,
        long seed,
        boolean ablation,
        Optional<Asked> asked) {
    /** Of the time of a run, what is kept for an ablation. */
    public static final double ABLATION_SHARE = 0.2;

    /** Keeps an unmodifiable copy. */
    public TuningPlan {
        layers = List.copyOf(layers);
    }

    /** A plan without ablation. */
    public TuningPlan(
            Suite suite,
            List<Layer> layers,
            CacheState cache,
            Budget budget,
            Strategy strategy,
            long seed) {
        this(suite, layers, cache, budget, strategy, seed, false, Optional.empty());
    }

    /** The same plan with an ablation in the end. */
    public TuningPlan withAblation() {
        return new TuningPlan(suite, layers, cache, budget, strategy, seed, true, asked);
    }

    /** The same plan when so much of its time is spent. */
    public TuningPlan lessTime(Duration spent) {
        return new TuningPlan(
                suite, layers, cache, budget.less(spent), strategy, seed, ablation, asked);
    }

    /** The same plan with how it was asked for. */
    public TuningPlan askedFor(Asked words) {
        return new TuningPlan(
                suite, layers, cache, budget, strategy, seed, ablation, Optional.of(words));
    }

    /** A plan to tune all layers of a suite. */
    public TuningPlan(Suite suite, CacheState cache, Budget budget, Strategy strategy, long seed) {
        this(suite, suite.layers(), cache, budget, strategy, seed);
    }

    /**
     * The shapes to tune, each once: under the name of its first layer, and counted as often as all
     * its layers occur.
     */
    public List<Layer> shapes() {
        Map<Workload, Layer> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            shapes.merge(
                    layer.workload(),
                    layer,
                    (first, again) ->
                            new Layer(
                                    first.name(), first.workload(), first.count() + again.count()));
        }
        return List.copyOf(shapes.values());
    }

    /** Whether a layer of the suite is to be tuned now. */
    boolean tunes(Layer layer) {
        return layers.contains(layer);
    }
}
