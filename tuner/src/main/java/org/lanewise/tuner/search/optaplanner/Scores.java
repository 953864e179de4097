package org.lanewise.tuner.search.optaplanner;

import org.lanewise.tuner.space.Point;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** Says how good a point is. Belongs to one search; not thread-safe. */
interface Scores {
    HardSoftLongScore score(Point point);
}
