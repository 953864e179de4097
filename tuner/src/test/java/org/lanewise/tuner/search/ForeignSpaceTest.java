package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.tuner.replay.Replay;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.tables.MadeTable;
import org.lanewise.tuner.tables.Table;

/** Strategies in a space that has nothing to do with kernels. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ForeignSpaceTest {
    /** A valley of 120 points, a fifth of them failing; its floor is at (4, 1, 1). */
    private static final Table VALLEY =
            MadeTable.of(
                    List.of(
                            MadeTable.numbers("x", 1, 2, 4, 8, 16, 32),
                            MadeTable.numbers("y", 1, 2, 3, 4, 5),
                            MadeTable.numbers("z", 0, 1),
                            MadeTable.numbers("one", 7),
                            MadeTable.numbers("on", 0, 1)),
                    ForeignSpaceTest::cost);

    private static OptionalDouble cost(Point point) {
        return point.at(1) > 3
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.exp(
                                0.3 * Math.abs(point.at(0) - 4)
                                        + 0.2 * Math.abs(point.at(1) - 1)
                                        + (point.at(2) == 1 ? 0 : 0.5)
                                        + 0.1 * point.at(4)));
    }

    static List<String> names() {
        return Strategies.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyStrategyGoesTheSameWayTwiceAndMeetsEveryPointOnce(String name) throws Exception {
        Replay one = new Replay(VALLEY, Strategies.named(name), 3);
        Replay other = new Replay(VALLEY, Strategies.named(name), 3);
        one.untilNear(Integer.MAX_VALUE);
        other.untilNear(40);

        assertThat(one.evaluations()).isEqualTo(VALLEY.size());
        assertThat(one.best()).isEqualTo(VALLEY.best());
        assertThat(one.improvements())
                .extracting(Replay.Improvement::point)
                .startsWith(
                        other.improvements().stream()
                                .map(Replay.Improvement::point)
                                .toArray(Point[]::new));
    }

    @Test
    void theModelFindsTheFloorOfAValleyWithFewEvaluations() throws Exception {
        for (String name : List.of("model", "argmax", "late-acceptance")) {
            for (long seed = 1; seed <= 3; seed++) {
                Replay replay = new Replay(VALLEY, Strategies.named(name), seed);
                replay.untilNear(1);

                assertThat(replay.evaluationsToNear()).as(name).isLessThanOrEqualTo(30);
            }
        }
    }
}
