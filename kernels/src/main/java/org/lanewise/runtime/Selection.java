package org.lanewise.runtime;

import java.util.Optional;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.workload.Workload;

/**
 * Which kernel runs a workload here, and why.
 *
 * @param workload what is computed
 * @param level how well the kernel fits
 * @param legal its schedule, empty for the scalar kernel
 * @param why the reason, as the rest of a sentence
 */
record Selection(Workload workload, Level level, Optional<LegalSchedule> legal, String why) {
    /** The selection as one sentence for people. */
    String words() {
        String kernel =
                legal.map(chosen -> "schedule " + chosen.schedule()).orElse("the scalar kernel");
        String role =
                switch (level) {
                    case EXACT_MACHINE, SAME_VECTORS -> ", tuned: ";
                    case DEFAULT_SCHEDULE -> ", the default, untuned: ";
                    case SCALAR -> ", slow: ";
                };
        return workload + " runs with " + kernel + role + why + ".";
    }
}
