package org.lanewise.testkit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;

/** Chooses schedules so that all values of all knobs come about equally often. */
public final class VariedSchedules {
    private static final int CANDIDATES = 12;

    private final SplittableRandom random;
    private final Map<String, Integer> uses = new HashMap<>();

    /**
     * @param seed of the choice; the same choices follow from the same seed
     */
    public VariedSchedules(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Of some legal schedules the one with the least used values, empty if none is legal. */
    public Optional<LegalSchedule> next(ScheduleSpace space) {
        Optional<LegalSchedule> chosen =
                Stream.generate(() -> RandomSchedules.legal(space, random))
                        .limit(CANDIDATES)
                        .flatMap(Optional::stream)
                        .max(Comparator.comparingDouble(legal -> novelty(space, legal)));
        chosen.ifPresent(legal ->
                space.knobs().forEach(knob -> uses.merge(key(knob, legal), 1, Integer::sum)));
        return chosen;
    }

    private double novelty(ScheduleSpace space, LegalSchedule legal) {
        return space.knobs().stream()
                .mapToDouble(knob -> 1.0 / (1 + uses.getOrDefault(key(knob, legal), 0)))
                .sum();
    }

    private static String key(KnobRange<?> range, LegalSchedule legal) {
        return range.name() + " " + range.knob().textOf(legal.schedule());
    }

    /** How often each value of each knob was chosen, {@code knob value} to count. */
    public Map<String, Integer> uses() {
        return new TreeMap<>(uses);
    }
}
