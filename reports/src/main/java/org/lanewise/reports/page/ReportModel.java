package org.lanewise.reports.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.reports.Panel;

/**
 * Everything a run's page shows. Immutable.
 *
 * @param suite what was tuned
 * @param machine where it was measured
 * @param cache what the caches held when a timed run began
 * @param peakGflops measured FMA peak of one core, 10^9 floating-point operations a second
 * @param newestTrial when the last trial was finished; empty if there is none
 * @param panels of the whole run, before its layers
 * @param layers the tuned layers in suite order
 * @param after panels of the whole run, behind its layers
 */
public record ReportModel(
        String suite,
        Machine machine,
        CacheState cache,
        double peakGflops,
        Optional<Instant> newestTrial,
        List<Panel> panels,
        List<LayerSection> layers,
        List<Panel> after) {
    /** Keeps unmodifiable copies. */
    public ReportModel {
        panels = List.copyOf(panels);
        layers = List.copyOf(layers);
        after = List.copyOf(after);
    }

    /**
     * The panel of a type.
     *
     * @throws java.util.NoSuchElementException if the page has none
     */
    public <P extends Panel> P panel(Class<P> type) {
        return Stream.concat(panels.stream(), after.stream())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
