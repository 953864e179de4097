package org.lanewise.tuner.search.optaplanner;

import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;

/**
 * OptaPlanner's way to the {@link Scores}: looking up a whole assignment is cheaper than tracking
 * its changes.
 */
public class AssignmentScore implements EasyScoreCalculator<Assignment, HardSoftLongScore> {
    @Override
    public HardSoftLongScore calculateScore(Assignment assignment) {
        return assignment.scores().score(assignment.point());
    }
}
