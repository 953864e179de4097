package org.lanewise.reports.panels;

import java.util.stream.Collectors;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** What to type. */
final class Commands {
    private Commands() {}

    /** Compiles, checks and times one schedule of one workload by itself. */
    static String again(Workload workload, Schedule schedule) {
        return "lanewise record "
                + workload
                + " -o again.gz --fix "
                + Knobs.KNOBS.stream()
                        .map(knob -> knob.name() + "=" + knob.textOf(schedule))
                        .collect(Collectors.joining(","));
    }

    /** A word as a shell takes it; names of layers and suites may hold anything. */
    static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
