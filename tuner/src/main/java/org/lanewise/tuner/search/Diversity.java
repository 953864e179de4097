package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.search.optaplanner.RankedSchedule;

/**
 * Chooses a batch from a ranked pool so that it is not one schedule and its neighbours: each choice
 * is the cheapest after a surcharge for what it has in common with those chosen before. Neighbours
 * often have equal predictions, and measuring one of them tells the model most about all.
 */
final class Diversity {
    /** What a schedule costs more if it agrees with a chosen one in all knobs but one. */
    private static final double SURCHARGE = 0.02;

    /**
     * What it costs more for each chosen one of the same vector axis, loop order and unrolling: the
     * code of such differs in sizes only. A model that has seen one kind do well elsewhere would
     * propose nothing else, and never learn that another is better here.
     */
    private static final double KIND_SURCHARGE = 0.03;

    private Diversity() {}

    static List<LegalSchedule> choose(ScheduleSpace space, List<RankedSchedule> pool, int most) {
        double[] cost = pool.stream().mapToDouble(RankedSchedule::cost).toArray();
        boolean[] used = new boolean[cost.length];
        List<LegalSchedule> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(most, cost.length)) {
            int next = cheapest(cost, used);
            used[next] = true;
            chosen.add(pool.get(next).schedule());
            for (int i = 0; i < cost.length; i++) {
                cost[i] += SURCHARGE / differing(space, pool.get(next), pool.get(i));
                cost[i] += sameKind(pool.get(next), pool.get(i)) ? KIND_SURCHARGE : 0;
            }
        }
        return chosen;
    }

    /** The first of the cheapest unused ones. */
    private static int cheapest(double[] cost, boolean[] used) {
        int best = -1;
        for (int i = 0; i < cost.length; i++) {
            if (!used[i] && (best < 0 || cost[i] < cost[best])) {
                best = i;
            }
        }
        return best;
    }

    private static boolean sameKind(RankedSchedule one, RankedSchedule other) {
        Schedule a = one.schedule().schedule();
        Schedule b = other.schedule().schedule();
        return a.axis() == b.axis() && a.order() == b.order() && a.unroll() == b.unroll();
    }

    /** Number of knobs in which two schedules differ, at least one. */
    private static int differing(ScheduleSpace space, RankedSchedule one, RankedSchedule other) {
        Schedule a = one.schedule().schedule();
        Schedule b = other.schedule().schedule();
        long differing =
                space.knobs().stream()
                        .filter(range -> !a.get(range.knob()).equals(b.get(range.knob())))
                        .count();
        return (int) Math.max(1, differing);
    }
}
