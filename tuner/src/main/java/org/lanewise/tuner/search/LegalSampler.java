package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/**
 * Draws legal schedules of a space uniformly, none twice: a Fisher-Yates shuffle of all points that
 * is carried out only as far as it is asked for, so that large spaces need no list and small ones
 * run out for certain.
 */
final class LegalSampler {
    private final ScheduleSpace space;
    private final Random random;
    private final Map<Long, Long> moved = new HashMap<>();
    private long drawn;

    LegalSampler(ScheduleSpace space, Random random) {
        this.space = space;
        this.random = random;
    }

    /**
     * Up to {@code most} further schedules that are not excluded; fewer where the space holds no
     * more.
     */
    List<LegalSchedule> draw(int most, Set<Schedule> excluded) {
        List<LegalSchedule> found = new ArrayList<>();
        while (found.size() < most && drawn < space.points()) {
            Schedule schedule = space.at(space.point(next()));
            if (!excluded.contains(schedule)) {
                space.ifLegal(schedule).ifPresent(found::add);
            }
        }
        return found;
    }

    private long next() {
        long other = random.nextLong(drawn, space.points());
        long index = moved.getOrDefault(other, other);
        moved.put(other, moved.getOrDefault(drawn, drawn));
        drawn++;
        return index;
    }
}
