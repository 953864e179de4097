package org.lanewise.schedule;

import java.util.function.Predicate;

/**
 * One condition that a schedule must meet to be generated for a workload and a target.
 *
 * @param name short name, shown wherever a schedule is refused
 * @param why one sentence with the reason and the remedy
 * @param condition true where the rule is met
 */
public record Rule(String name, String why, Predicate<Plan> condition) {
    /** Whether the plan meets this rule. */
    public boolean holds(Plan plan) {
        return condition.test(plan);
    }
}
