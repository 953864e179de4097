package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** Says how good an assignment is. Belongs to one search; not thread-safe. */
interface Scores {
    HardSoftLongScore score(List<KnobChoice> choices);
}
