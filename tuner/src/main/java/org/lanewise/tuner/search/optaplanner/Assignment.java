package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** Planning solution: a value for every parameter that has a choice. */
@PlanningSolution
public class Assignment {
    @PlanningEntityCollectionProperty private List<ParameterChoice> choices = new ArrayList<>();

    @PlanningScore private HardSoftLongScore score = HardSoftLongScore.ZERO;

    /** Unannotated, so that OptaPlanner's clones share it: it collects what all of them met. */
    private @Nullable Scores scores;

    /** For OptaPlanner, which clones solutions field by field. */
    public Assignment() {}

    /** What the choices change; shared likewise. */
    private @Nullable Point start;

    private Assignment(Point start, List<ParameterChoice> choices, Scores scores) {
        this.start = start;
        this.choices = choices;
        this.scores = scores;
    }

    /** A point of a space. Parameters with a single value are no choice, and are left out. */
    static Assignment of(Space space, Point start, Scores scores) {
        List<ParameterChoice> choices = new ArrayList<>();
        for (int i = 0; i < start.size(); i++) {
            int values = space.parameters().get(i).size();
            if (values > 1) {
                choices.add(new ParameterChoice(i, values, start.at(i)));
            }
        }
        return new Assignment(start, choices, scores);
    }

    List<ParameterChoice> choices() {
        return choices;
    }

    /** The point that is assigned now. */
    Point point() {
        int[] positions = Objects.requireNonNull(start).positions();
        for (ParameterChoice choice : choices) {
            positions[choice.parameter()] = choice.position();
        }
        return Point.of(positions);
    }

    Scores scores() {
        return Objects.requireNonNull(scores);
    }

    HardSoftLongScore score() {
        return score;
    }
}
