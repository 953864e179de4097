package org.lanewise.tuner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.lanewise.tuner.tables.Table;

class PublishedScoreTest {
    private static final int SIZE = 10;

    /** Costs 1 to 9 and one that failed, one second each. */
    private static final Table NINE =
            new Table() {
                @Override
                public String name() {
                    return "nine";
                }

                @Override
                public Space space() {
                    return LINE;
                }

                @Override
                public int size() {
                    return SIZE;
                }

                @Override
                public OptionalDouble cost(Point point) {
                    return point.at(0) == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(point.at(0));
                }

                @Override
                public double seconds(Point point) {
                    return 1;
                }
            };

    private static final Space LINE =
            new Space() {
                @Override
                public List<Parameter> parameters() {
                    return List.of(
                            new Parameter(
                                    "x",
                                    IntStream.range(0, SIZE).mapToObj(String::valueOf).toList(),
                                    false));
                }

                @Override
                public int broken(Point point) {
                    return 0;
                }

                @Override
                public float[] features(Point point) {
                    return new float[] {point.at(0)};
                }
            };

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
}
