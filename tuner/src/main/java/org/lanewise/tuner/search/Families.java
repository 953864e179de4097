package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.tuner.costmodel.CostModel;
import org.lanewise.tuner.features.FeatureSet;
import org.lanewise.tuner.search.optaplanner.RankedSchedule;

/**
 * Looks where a search has not been. Schedules of one loop order and one way to unroll are a
 * family: their code differs in sizes only. A model that has seen one family do well elsewhere
 * proposes nothing else, and never learns that another is better here; so each family gets a trial,
 * of what the model thinks best in it.
 */
final class Families {
    /** Of a family, of which the best by the model is its candidate. */
    private static final int DRAWN = 64;

    private record Family(LoopOrder order, Unroll unroll) {
        static Family of(Schedule schedule) {
            return new Family(schedule.order(), schedule.unroll());
        }
    }

    private final ScheduleSpace space;
    private final CostModel model;
    private final Random random;

    Families(ScheduleSpace space, CostModel model, Random random) {
        this.space = space;
        this.model = model;
        this.random = random;
    }

    /**
     * The candidates of families without any trial, those first that the model thinks best.
     *
     * @param taken what was tried or proposed
     */
    List<LegalSchedule> untried(int most, Set<Schedule> taken) {
        Set<Family> tried = new HashSet<>();
        taken.forEach(schedule -> tried.add(Family.of(schedule)));
        List<RankedSchedule> candidates = new ArrayList<>();
        for (String order : values("order")) {
            for (String unroll : values("unroll")) {
                Family family = new Family(LoopOrder.valueOf(order), Unroll.valueOf(unroll));
                if (!tried.contains(family)) {
                    candidate(family).ifPresent(candidates::add);
                }
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingDouble(RankedSchedule::cost))
                .limit(most)
                .map(RankedSchedule::schedule)
                .toList();
    }

    private List<String> values(String knob) {
        return space.knobs().stream()
                .filter(known -> known.name().equals(knob))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private Optional<RankedSchedule> candidate(Family family) {
        ScheduleSpace part =
                space.fixing("order", List.of(family.order().name()))
                        .fixing("unroll", List.of(family.unroll().name()));
        return new LegalSampler(part, random)
                .draw(DRAWN, Set.of()).stream()
                        .map(legal -> new RankedSchedule(legal, cost(legal)))
                        .min(Comparator.comparingDouble(RankedSchedule::cost));
    }

    private double cost(LegalSchedule legal) {
        return model.predict(FeatureSet.current().of(space.workload(), legal.schedule()));
    }
}
