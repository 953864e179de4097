package org.lanewise.tuner.search;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/** Walks whole spaces, for tests that need to know the truth. */
final class Spaces {
    private Spaces() {}

    static Stream<Schedule> legal(ScheduleSpace space) {
        int[] sizes = space.knobs().stream().map(Knob::values).mapToInt(List::size).toArray();
        return LongStream.range(0, space.points())
                .mapToObj(index -> space.at(point(index, sizes)))
                .filter(schedule -> space.broken(schedule).isEmpty());
    }

    private static int[] point(long index, int[] sizes) {
        int[] point = new int[sizes.length];
        long rest = index;
        for (int knob = 0; knob < sizes.length; knob++) {
            point[knob] = (int) (rest % sizes[knob]);
            rest /= sizes[knob];
        }
        return point;
    }
}
