package org.lanewise.testkit;

import java.util.Optional;
import java.util.TreeMap;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Rule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Layout;

/**
 * Counts workloads that got a kernel and those that were refused, by layout and rule. A workload is
 * refused if its plainest schedule, which asks for nothing, breaks a rule.
 */
public final class Refusals {
    private final TreeMap<String, TreeMap<Layout, Integer>> counts = new TreeMap<>();

    /**
     * The default schedule, or empty after a refusal by rule.
     *
     * @throws IllegalStateException if there is no default schedule although no rule forbids one
     */
    public Optional<LegalSchedule> defaultSchedule(ScheduleSpace space) {
        Optional<LegalSchedule> legal = space.defaultSchedule();
        if (legal.isPresent()) {
            count("generated", space);
            return legal;
        }
        Schedule plainest = plainest(space);
        try {
            throw new IllegalStateException(
                    "no default schedule, but this one is legal: " + space.admit(plainest));
        } catch (InvalidScheduleException refused) {
            Rule rule = space.broken(plainest).getFirst();
            if (!refused.getMessage().contains(rule.name())) {
                throw new IllegalStateException("the rule is not named: " + refused.getMessage());
            }
            count(rule.name(), space);
            return Optional.empty();
        }
    }

    private static Schedule plainest(ScheduleSpace space) {
        String axis = space.workload().layout().channelsTogether() ? "c128" : "w128";
        return Schedule.parse(axis + "_b1_t1x1_chw_none_reload_checked");
    }

    private void count(String verdict, ScheduleSpace space) {
        counts.computeIfAbsent(verdict, ignored -> new TreeMap<>())
                .merge(space.workload().layout(), 1, Integer::sum);
    }

    /** The counts as a table, one line a verdict. */
    public String table(String title) {
        StringBuilder table = new StringBuilder(String.format("%-28s", title));
        for (Layout layout : Layout.values()) {
            table.append(String.format("%9s", layout.text()));
        }
        counts.forEach((verdict, byLayout) -> {
            table.append(String.format("%n%-28s", verdict));
            for (Layout layout : Layout.values()) {
                table.append(String.format("%9d", byLayout.getOrDefault(layout, 0)));
            }
        });
        return table.toString();
    }
}
