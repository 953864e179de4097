package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.SyntheticMachine;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

/** Searches of one layer on a machine that is made up. */
final class KnobSearches {
    private static final SyntheticMachine MACHINE = new SyntheticMachine(1);
    static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("240x14x14_k5_s1_p2_nhwc"), Target.AVX512);
    static final KnobSpace KNOBS = new KnobSpace(SPACE);
    static final int BATCH = 16;

    private KnobSearches() {}

    static List<Schedule> schedules(List<Point> proposals) {
        return proposals.stream().map(KNOBS::schedule).toList();
    }

    static Result result(KnobSpace space, Schedule schedule, OptionalDouble nanos) {
        return new Result(
                space.pointOf(schedule),
                new TrainingRow(space.schedules().workload(), schedule, nanos)
                        .example(Target.AVX512));
    }

    static SearchState advanced(SearchState state, List<Point> proposals) {
        KnobSpace space = (KnobSpace) state.space();
        List<Result> results = new ArrayList<>(state.results());
        for (Point point : proposals) {
            Schedule schedule = space.schedule(point);
            results.add(
                    result(
                            space,
                            schedule,
                            MACHINE.measured(
                                    space.schedules().workload(), schedule, state.seed())));
        }
        return new SearchState(space, results, state.lessons(), state.seed());
    }

    static SearchState start(KnobSpace space, long seed) {
        return new SearchState(space, List.of(), Lessons.none(), seed);
    }
}
