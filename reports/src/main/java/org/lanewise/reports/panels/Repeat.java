package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.reports.Panel;

/**
 * How to do it again.
 *
 * @param machine where it was measured
 * @param generators versions of the generator that made the kernels, one as a rule
 * @param searches strategies and seeds of the trials
 * @param commands what to type
 */
public record Repeat(
        Machine machine, List<Integer> generators, List<String> searches, List<String> commands)
        implements Panel {
    /** Keeps unmodifiable copies. */
    public Repeat {
        generators = List.copyOf(generators);
        searches = List.copyOf(searches);
        commands = List.copyOf(commands);
    }

    @Override
    public String title() {
        return "Repeat it";
    }

    @Override
    public String name() {
        return "repeat";
    }
}
