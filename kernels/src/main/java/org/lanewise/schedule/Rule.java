package org.lanewise.schedule;

import java.util.function.BiPredicate;
import org.lanewise.workload.Workload;

/**
 * One condition that a schedule must meet to be generated for a workload.
 *
 * @param name short name, shown wherever a schedule is refused
 * @param why one sentence with the reason and the remedy
 * @param condition true where the rule is met
 */
public record Rule(String name, String why, BiPredicate<Workload, Schedule> condition) {
    /** Whether the schedule meets this rule on this workload. */
    public boolean holds(Workload workload, Schedule schedule) {
        return condition.test(workload, schedule);
    }
}
