package org.lanewise.tuner.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.tuner.replay.Replay;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.space.Point;

@Execution(ExecutionMode.CONCURRENT)
class WarmTableTest {
    private static final MadeTable HERE =
            MadeTable.of(
                    List.of(
                            MadeTable.numbers("x", 1, 2, 4, 8, 16),
                            MadeTable.numbers("y", 1, 2, 3, 4, 5, 6)),
                    point -> OptionalDouble.of(10 + Math.abs(point.at(0) - 3) + point.at(1)));

    /** Another machine: its parameters stand in another order, and it lacks a value. */
    private static final MadeTable THERE =
            new MadeTable(
                    "there",
                    MadeTable.of(
                                    List.of(
                                            MadeTable.numbers("y", 1, 2, 3, 4, 5, 6),
                                            MadeTable.numbers("x", 2, 4, 8, 16)),
                                    point -> OptionalDouble.empty())
                            .space(),
                    point ->
                            point.at(0) == 5
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(
                                            100 * (1 + Math.abs(point.at(1) - 2) + point.at(0))));

    @Test
    void whatAnotherMachineMadeOfAPointIsTheCostExpectedOfIt() {
        Table warm = WarmTable.of(HERE, List.of(HERE, THERE));
        int feature = warm.space().expectation().orElseThrow();

        assertThat(warm.others()).isEqualTo(1);
        // x = 8 and y = 2 cost 200 there, the median is 400, the worst 700.
        assertThat(warm.space().features(Point.of(3, 1))[feature])
                .isCloseTo((float) Math.log(200 / 400.0), within(1e-6f));
        assertThat(warm.space().features(Point.of(3, 5))[feature])
                .isCloseTo((float) Math.log(700 / 400.0), within(1e-6f));
        assertThat(warm.space().features(Point.of(0, 0))[feature]).isZero();
        assertThat(warm.space().features(Point.of(2, 2)))
                .startsWith(HERE.space().features(Point.of(2, 2)));
    }

    @Test
    void aTableTeachesNothingToItselfNorToTablesOfOtherParameters() {
        MadeTable other =
                new MadeTable(
                        "other",
                        MadeTable.of(
                                        List.of(MadeTable.numbers("z", 1, 2, 3)),
                                        point -> OptionalDouble.empty())
                                .space(),
                        point -> OptionalDouble.of(1));

        assertThat(WarmTable.of(HERE, List.of(HERE, other))).isSameAs(HERE);
    }

    @Test
    void aWarmSearchBeginsWithWhatIsExpectedToBeBest() throws Exception {
        Table warm = WarmTable.of(HERE, List.of(THERE));
        for (String name : List.of("model", "argmax", "late-acceptance")) {
            Replay replay = new Replay(warm, Strategies.named(name), 1);
            replay.round(1);

            assertThat(replay.best()).as(name).isEqualTo(HERE.best());
        }
    }
}
