package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Scoreboard scoreboard;

    /** For OptaPlanner, which clones solutions field by field. */
    public KnobAssignment() {}

    KnobAssignment(List<KnobChoice> choices, Scoreboard scoreboard) {
        this.choices = choices;
        this.scoreboard = scoreboard;
    }

    List<KnobChoice> choices() {
        return choices;
    }

    Scoreboard scoreboard() {
        return Objects.requireNonNull(scoreboard);
    }

    HardSoftLongScore score() {
        return score;
    }
}
