package org.lanewise.tuner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.tables.MadeTable;
import org.lanewise.tuner.tables.Table;

class PublishedScoreTest {
    /** Costs 1 to 9 and one that failed, one second each. */
    private static final Table NINE =
            MadeTable.of(
                    List.of(MadeTable.numbers("x", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
                    point ->
                            point.at(0) == 0
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(point.at(0)));

    private static Replay.Improvement found(int evaluation, double seconds, int cost) {
        return new Replay.Improvement(evaluation, seconds, Point.of(cost), cost);
    }

    /**
     * By hand: the median is 5 and the best 1. Halfway, 3, is the seventh, worst first, which takes
     * ceil(6 / (10 - 6)) = 2 evaluations; 95%, 1.2, is the ninth: ceil(8 / (10 - 8)) = 4. So the
     * moments lie from 2 s to 4 s. Up to 2.5 s random search counts as having made 2 evaluations,
     * its best is at round(2 * 10 / 3) = 7, a cost of 2; after that it has the best itself.
     */
    @Test
    void isTheMeanOverTimeOfTheShareOfTheWayFromRandomSearchToTheBest() {
        PublishedScore score = new PublishedScore(NINE);

        assertThat(score.end()).isCloseTo(4, within(1e-9));
        // 100 of the 250 moments at (2 - 5) / (2 - 1), 150 at (2 - 1) / (2 - 1).
        assertThat(score.of(List.of(found(1, 1, 5), found(2, 2.2, 1))))
                .isCloseTo((100 * -3 + 150 * 1) / 250.0, within(1e-9));
        assertThat(score.of(List.of(found(1, 1, 1)))).isEqualTo(1);
        assertThat(score.of(List.of(found(1, 1, 2)))).isEqualTo(0);
    }

    @Test
    void aSearchWithoutAResultYetCountsAsHavingItsFirst() {
        assertThat(new PublishedScore(NINE).of(List.of(found(1, 2.4, 4)))).isEqualTo(-2);
    }

    @Test
    void aSearchWithoutAnyResultCountsAsHavingTheWorst() {
        assertThat(new PublishedScore(NINE).of(List.of()))
                .isCloseTo((100 + 150) * (2.0 - 9) / 250, within(1e-9));
    }
}
