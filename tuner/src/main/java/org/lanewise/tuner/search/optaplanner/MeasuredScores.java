package org.lanewise.tuner.search.optaplanner;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/**
 * Scores assignments by what was measured. A schedule that was not is put down as wanted, and
 * counts as worse than all others until it is: a walk goes on as if it had been no improvement.
 */
final class MeasuredScores implements Scores {
    private static final HardSoftLongScore UNKNOWN = HardSoftLongScore.ofHard(-1000);

    /** A failed candidate is as bad as a broken rule: neither can run. */
    private static final HardSoftLongScore FAILED = HardSoftLongScore.ofHard(-1);

    /** Tells apart what differs by a thousandth of a nanosecond. */
    private static final double SOFT_SCALE = 1000;

    private final ScheduleSpace space;
    private final Map<Schedule, OptionalDouble> measured;
    private final Set<Schedule> wanted = new LinkedHashSet<>();

    MeasuredScores(ScheduleSpace space, Map<Schedule, OptionalDouble> measured) {
        this.space = space;
        this.measured = measured;
    }

    @Override
    public HardSoftLongScore score(List<KnobChoice> choices) {
        int[] point = new int[space.knobs().size()];
        for (KnobChoice choice : choices) {
            point[choice.knob()] = choice.position();
        }
        return score(space.at(point));
    }

    private HardSoftLongScore score(Schedule schedule) {
        OptionalDouble nanos = measured.get(schedule);
        if (nanos != null) {
            return nanos.isPresent()
                    ? HardSoftLongScore.ofSoft(-Math.round(nanos.getAsDouble() * SOFT_SCALE))
                    : FAILED;
        }
        if (space.ifLegal(schedule).isEmpty()) {
            return HardSoftLongScore.ofHard(-space.broken(schedule).size());
        }
        want(schedule);
        return UNKNOWN;
    }

    void want(Schedule schedule) {
        wanted.add(schedule);
    }

    /** Legal schedules that were asked for and are not measured, in the order of asking. */
    List<LegalSchedule> wanted(int most) {
        return wanted.stream().limit(most).map(space::admit).toList();
    }

    boolean wants(int most) {
        return wanted.size() >= most;
    }
}
