package org.lanewise.tuner.search.optaplanner;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/**
 * Scores points by what was measured. One that was not is put down as wanted, and counts as worse
 * than all others until it is: a walk goes on as if it had been no improvement.
 */
final class MeasuredScores implements Scores {
    private static final HardSoftLongScore UNKNOWN = HardSoftLongScore.ofHard(-1000);

    /** A failed candidate is as bad as a broken constraint: neither can run. */
    private static final HardSoftLongScore FAILED = HardSoftLongScore.ofHard(-1);

    /** Tells apart what differs by a millionth of the best. */
    private static final double SOFT_SCALE = 1_000_000;

    private final Space space;
    private final Map<Point, OptionalDouble> measured;
    private final double best;
    private final Set<Point> wanted = new LinkedHashSet<>();

    MeasuredScores(Space space, Map<Point, OptionalDouble> measured) {
        this.space = space;
        this.measured = measured;
        this.best =
                measured.values().stream().flatMapToDouble(OptionalDouble::stream).min().orElse(1);
    }

    @Override
    public HardSoftLongScore score(Point point) {
        OptionalDouble cost = measured.get(point);
        if (cost != null) {
            return cost.isPresent()
                    ? HardSoftLongScore.ofSoft(-Math.round(cost.getAsDouble() / best * SOFT_SCALE))
                    : FAILED;
        }
        int broken = space.broken(point);
        if (broken > 0) {
            return HardSoftLongScore.ofHard(-broken);
        }
        want(point);
        return UNKNOWN;
    }

    void want(Point point) {
        wanted.add(point);
    }

    /** Valid points that were asked for and are not measured, in the order of asking. */
    List<Point> wanted(int most) {
        return wanted.stream().limit(most).toList();
    }

    boolean wants(int most) {
        return wanted.size() >= most;
    }
}
