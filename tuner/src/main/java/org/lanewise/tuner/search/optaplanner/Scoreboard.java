package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/**
 * Scores assignments, each distinct one once, and remembers all it scored. Belongs to one search;
 * not thread-safe.
 */
final class Scoreboard implements Scores {
    /** Costs are of the order of one, so this tells apart what differs by a millionth. */
    private static final double SOFT_SCALE = 1_000_000;

    private final List<Entry> met = new ArrayList<>();
    private final Map<Long, HardSoftLongScore> scores = new HashMap<>();
    private final ScheduleSpace space;
    private final ToDoubleFunction<LegalSchedule> cost;
    private final int[] values;

    private record Entry(long index, LegalSchedule schedule, double cost) {}

    Scoreboard(ScheduleSpace space, ToDoubleFunction<LegalSchedule> cost) {
        this.space = space;
        this.cost = cost;
        this.values = space.knobs().stream().mapToInt(KnobRange::size).toArray();
    }

    /** A soft score difference that stands for this difference in cost. */
    static long soft(double cost) {
        return Math.round(cost * SOFT_SCALE);
    }

    @Override
    public HardSoftLongScore score(List<KnobChoice> choices) {
        int[] point = new int[values.length];
        for (KnobChoice choice : choices) {
            point[choice.knob()] = choice.position();
        }
        return scores.computeIfAbsent(indexOf(point), index -> compute(index, point));
    }

    private long indexOf(int[] point) {
        long index = 0;
        for (int knob = 0; knob < point.length; knob++) {
            index = index * values[knob] + point[knob];
        }
        return index;
    }

    private HardSoftLongScore compute(long index, int[] point) {
        Schedule schedule = space.at(point);
        Optional<LegalSchedule> legal = space.ifLegal(schedule);
        if (legal.isEmpty()) {
            return HardSoftLongScore.ofHard(-space.broken(schedule).size());
        }
        double predicted = cost.applyAsDouble(legal.get());
        met.add(new Entry(index, legal.get(), predicted));
        return HardSoftLongScore.ofSoft(-soft(predicted));
    }

    /**
     * The cheapest legal schedules met, cheapest first; equal costs stand in the order of the
     * space.
     */
    List<RankedSchedule> best(Set<Schedule> excluded, int most) {
        return met.stream()
                .filter(entry -> !excluded.contains(entry.schedule.schedule()))
                .sorted(Comparator.comparingDouble(Entry::cost).thenComparingLong(Entry::index))
                .limit(most)
                .map(entry -> new RankedSchedule(entry.schedule, entry.cost))
                .toList();
    }
}
