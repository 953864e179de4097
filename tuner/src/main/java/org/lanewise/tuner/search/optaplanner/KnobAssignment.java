package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** Planning solution: a value for every knob that has a choice. */
@PlanningSolution
public class KnobAssignment {
    @PlanningEntityCollectionProperty private List<KnobChoice> choices = new ArrayList<>();

    @PlanningScore private HardSoftLongScore score = HardSoftLongScore.ZERO;

    /** Unannotated, so that OptaPlanner's clones share it: it collects what all of them met. */
    private @Nullable Scores scores;

    /** For OptaPlanner, which clones solutions field by field. */
    public KnobAssignment() {}

    private KnobAssignment(List<KnobChoice> choices, Scores scores) {
        this.choices = choices;
        this.scores = scores;
    }

    /** A schedule of the space. Knobs with a single value are no choice, and are left out. */
    static KnobAssignment of(ScheduleSpace space, Schedule start, Scores scores) {
        int[] point =
                space.pointOf(start)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The start "
                                                + start
                                                + " is no point of the space of "
                                                + space.workload()
                                                + "."));
        List<KnobChoice> choices = new ArrayList<>();
        List<KnobRange<?>> knobs = space.knobs();
        for (int knob = 0; knob < point.length; knob++) {
            int values = knobs.get(knob).size();
            if (values > 1) {
                choices.add(new KnobChoice(knob, values, point[knob]));
            }
        }
        return new KnobAssignment(choices, scores);
    }

    List<KnobChoice> choices() {
        return choices;
    }

    Scores scores() {
        return Objects.requireNonNull(scores);
    }

    HardSoftLongScore score() {
        return score;
    }
}
