package org.lanewise.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.Host;
import org.lanewise.host.Likeness;
import org.lanewise.workload.Workload;

/**
 * Chooses among the results of several machines: what the nearest one was tuned to, and where that
 * has no tuned kernel for a workload, the best {@link Level} that any has.
 */
final class NearestSelector {
    private final List<Selector> selectors;
    private final Supplier<Host> here;

    /**
     * A selector.
     *
     * @param configs at least one; equally good ones are preferred in this order
     * @param here what machine and JVM this is
     * @param supply gives the kernels
     */
    NearestSelector(List<BestConfig> configs, Supplier<Host> here, Supply supply) {
        this.selectors = new ArrayList<>();
        for (BestConfig config : configs) {
            selectors.add(new Selector(config, here, supply));
        }
        this.here = here;
    }

    Selection select(Workload workload) {
        List<Selector> nearestFirst = nearestFirst();
        Selection best = nearestFirst.getFirst().select(workload);
        for (Selector other : nearestFirst.subList(1, nearestFirst.size())) {
            if (best.level().compareTo(Level.SAME_VECTORS) <= 0) {
                return best;
            }
            Selection found = other.select(workload);
            if (found.level().compareTo(best.level()) < 0) {
                best = found;
            }
        }
        return best;
    }

    /**
     * What was tuned for a workload, the nearest machine's first, and then for its siblings.
     * Machines that chose the same schedule took different times for it.
     */
    List<TunedLayer> layers(Workload workload) {
        List<TunedLayer> layers = new ArrayList<>();
        for (Selector selector : nearestFirst()) {
            Optional<TunedLayer> tuned = selector.config().find(workload);
            if (tuned.isPresent()) {
                layers.add(tuned.get());
            }
        }
        for (Selector selector : nearestFirst()) {
            layers.addAll(selector.config().siblings(workload));
        }
        return layers;
    }

    /** Where it cannot be told what machine this is, no kernel of any of them runs. */
    private List<Selector> nearestFirst() {
        if (selectors.size() == 1) {
            return selectors;
        }
        try {
            Optional<Machine> machine = here.get().machine();
            return machine.isEmpty()
                    ? selectors
                    : selectors.stream()
                            .sorted(
                                    Comparator.comparing(
                                            selector -> selector.likeness(machine.get()),
                                            Likeness.likestFirst()))
                            .toList();
        } catch (IllegalStateException unknown) {
            return selectors;
        }
    }
}
