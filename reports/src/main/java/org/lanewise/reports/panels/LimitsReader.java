package org.lanewise.reports.panels;

import java.util.Optional;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;

/** Reads what holds a layer's best kernel back. */
public final class LimitsReader {
    private LimitsReader() {}

    /** What the rules say of a layer. */
    public static Limits read(Run run, LayerRun layer) {
        return new Limits(
                layer.name(),
                LimitRules.ALL.stream()
                        .map(rule -> rule.of(run, layer))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
