package org.lanewise.reports.panels;

import java.util.OptionalDouble;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;

/** How near layers come to what the machine can do. */
final class Rooflines {
    private Rooflines() {}

    /** The shortest time by the best one; empty where the machine's limits were not measured. */
    static OptionalDouble share(Run run, LayerRun layer) {
        return run.limits().stream()
                .mapToDouble(limits ->
                        limits.leastNanos(layer.workload(), run.best().cache())
                                / layer.tuned().bestTime().medianNs())
                .findFirst();
    }
}
