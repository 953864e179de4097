package org.lanewise.testkit;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Staging;

/** Draws schedules from a space. */
public final class RandomSchedules {
    private static final int TRIES = 300;

    private RandomSchedules() {}

    /**
     * Any point, legal or not; one in four with checked access, one in four with several channel
     * units in its tile and one in four staged, which are not always points, and one in four with
     * rows that slide, which few points have.
     */
    public static Schedule any(ScheduleSpace space, RandomGenerator random) {
        Schedule point =
                space.at(
                        space.knobs().stream()
                                .mapToInt(knob -> random.nextInt(knob.values().size()))
                                .toArray());
        Schedule sliding = random.nextInt(4) == 0 ? Shrinker.sliding(point) : point;
        Schedule tiled =
                random.nextInt(4) == 0
                        ? sliding.with(Knobs.TILE_C, 2 + random.nextInt(2))
                        : sliding;
        Schedule staged =
                random.nextInt(4) == 0 ? tiled.with(Knobs.STAGING, Staging.STAGED) : tiled;
        return random.nextInt(4) == 0 ? staged.with(Knobs.ACCESS, Access.CHECKED) : staged;
    }

    /** A legal one, empty if none turned up. */
    public static Optional<LegalSchedule> legal(ScheduleSpace space, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            Optional<LegalSchedule> legal = space.ifLegal(any(space, random));
            if (legal.isPresent()) {
                return legal;
            }
        }
        return Optional.empty();
    }
}
