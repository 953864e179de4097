package org.lanewise.reports.panels;

import java.util.stream.Collectors;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** What to type. */
final class Commands {
    private Commands() {}

    /** Compiles, checks and times one schedule of one workload by itself. */
    static String again(Workload workload, Schedule schedule) {
        return "lanewise record "
                + workload
                + " -o "
                + schedule
                + ".gz --fix "
                + Knobs.KNOBS.stream()
                        .map(knob -> knob.name() + "=" + knob.textOf(schedule))
                        .collect(Collectors.joining(","));
    }

    /** What a command about a result is told of it. */
    static String words(BestConfig best) {
        String layout = best.layoutText();
        return quoted(best.suite())
                + (layout.equals(Layout.MIXED) ? "" : " --layout " + layout)
                + (best.cache() == CacheState.HOT ? "" : " --cache " + best.cache().text());
    }

    /** A word as a shell takes it; names of layers and suites may hold anything. */
    static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
