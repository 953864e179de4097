package org.lanewise.tuner.turns;

import java.util.List;
import java.util.Optional;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/** What is timed of every layer: a schedule, or a way to choose one. */
public sealed interface Contender {
    /** What an untuned layer runs. */
    String DEFAULT = "default";

    /** What an untuned layer would run if nothing had been learned from similar shapes. */
    String TABLE = "table";

    /** What tuning found on this machine. */
    String BEST = "best";

    /** As the user types it. */
    String name();

    /** The schedule for a layer; empty where there is none. */
    Optional<LegalSchedule> schedule(ScheduleSpace space);

    /**
     * Says why there is none.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException naming the rule that a schedule breaks
     */
    void requireLegal(ScheduleSpace space);

    /**
     * The default schedule.
     *
     * @param learned whether what was learned from similar shapes comes before the table
     */
    record Untuned(boolean learned) implements Contender {
        @Override
        public String name() {
            return learned ? DEFAULT : TABLE;
        }

        @Override
        public Optional<LegalSchedule> schedule(ScheduleSpace space) {
            return learned ? space.defaultSchedule() : space.tableSchedule();
        }

        @Override
        public void requireLegal(ScheduleSpace space) {
            space.requireDefault();
        }
    }

    /**
     * The result of a tune.
     *
     * @param layers what was tuned
     */
    record Tuned(List<TunedLayer> layers) implements Contender {
        @Override
        public String name() {
            return BEST;
        }

        @Override
        public Optional<LegalSchedule> schedule(ScheduleSpace space) {
            return layers.stream()
                    .filter(layer -> layer.workload().equals(space.workload()))
                    .findFirst()
                    .flatMap(layer -> space.ifLegal(layer.best()));
        }

        @Override
        public void requireLegal(ScheduleSpace space) {
            throw new InvalidScheduleException(
                    "None of these layers can have what tuning found for it any more; tune them again.");
        }
    }

    /**
     * One schedule for all layers.
     *
     * @param schedule for the layers on which it breaks no rule
     */
    record Fixed(Schedule schedule) implements Contender {
        @Override
        public String name() {
            return schedule.toString();
        }

        @Override
        public Optional<LegalSchedule> schedule(ScheduleSpace space) {
            return space.ifLegal(schedule);
        }

        @Override
        public void requireLegal(ScheduleSpace space) {
            space.admit(schedule);
        }
    }
}
