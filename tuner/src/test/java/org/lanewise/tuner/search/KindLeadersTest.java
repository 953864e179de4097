package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

class KindLeadersTest {
    private static final KnobSpace SPACE =
            new KnobSpace(
                    ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p1_nchw16c"), Target.AVX512));

    /** Large tiles are dear. */
    private static double cost(Point point) {
        return SPACE.schedule(point).accumulators() + SPACE.schedule(point).channelBlock() / 9.0;
    }

    private static List<Integer> kind(Point point) {
        return IntStream.range(0, SPACE.parameters().size())
                .filter(parameter -> SPACE.parameters().get(parameter).kind())
                .mapToObj(point::at)
                .toList();
    }

    private static List<Point> leaders(Set<Point> taken) {
        return KindLeaders.of(SPACE, KindLeadersTest::cost, taken, new Random(4));
    }

    @Test
    void thereIsOneOfEachKindTheBestOfAllFirst() {
        List<Point> leaders = leaders(Set.of());
        assertThat(leaders).hasSizeGreaterThan(4).allMatch(SPACE::valid);
        assertThat(leaders).extracting(KindLeadersTest::kind).doesNotHaveDuplicates();
        assertThat(leaders.stream().map(KindLeadersTest::cost).toList()).isSorted();
    }

    @Test
    void eachIsNoWorseThanItsNeighboursOfTheSameKind() {
        for (Point leader : leaders(Set.of())) {
            assertThat(SPACE.neighbours(leader))
                    .filteredOn(neighbour -> kind(neighbour).equals(kind(leader)))
                    .allMatch(other -> cost(other) >= cost(leader));
        }
    }

    @Test
    void whatWasTakenLeadsNoMore() {
        Point best = leaders(Set.of()).getFirst();
        assertThat(leaders(Set.of(best))).isNotEmpty().doesNotContain(best);
    }
}
