package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;

/**
 * How to do it again.
 *
 * @param machine where it was measured
 * @param generators versions of the generator that made the kernels, one as a rule
 * @param searches strategies and seeds of the trials
 * @param made the commands of the runs that measured what the page shows
 * @param untold how many layers have trials of runs of which the command is not known
 * @param commands what to type: where the runs' own commands are not known or, as a fleet's, do not
 *     do it again, what does by strategy and seed; and for this page
 */
public record Repeat(
        Machine machine,
        List<Integer> generators,
        List<String> searches,
        List<Made> made,
        int untold,
        List<String> commands)
        implements Panel {
    /**
     * A run.
     *
     * @param command as it was typed
     * @param budget what it might cost; empty where its command has none
     */
    public record Made(String command, String budget) {}

    /** Keeps unmodifiable copies. */
    public Repeat {
        generators = List.copyOf(generators);
        searches = List.copyOf(searches);
        made = List.copyOf(made);
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

    /** The budgets, each once. */
    public List<String> budgets() {
        return made.stream().map(Made::budget).filter(text -> !text.isEmpty()).distinct().toList();
    }

    /** What stands before the commands of the runs. */
    public String words() {
        if (searches.isEmpty() && made.isEmpty()) {
            return "The database holds no trial of this result, so nothing tells what made it.";
        }
        if (made.isEmpty()) {
            return "What was typed for it is not known: the runs are from before that was kept.";
        }
        String all =
                made.size() == 1
                        ? "This made what the page shows."
                        : "These made what the page shows; runs of one strategy and seed go on from one another.";
        return untold == 0
                ? all
                : all
                        + " Of "
                        + Format.count(untold, "layer")
                        + " some trials are of runs from before commands were kept.";
    }
}
