package org.lanewise.reports.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lanewise.config.CacheState;
import org.lanewise.db.PeerTimes;
import org.lanewise.reports.stats.Difference;
import org.lanewise.workload.Workload;

/** What rounds come to, by hand. */
final class StandingsTest {
    private static Standings.Layer layer(int channels, int count, double[]... contenders) {
        List<PeerTimes.Contender> timed =
                IntStream.range(0, contenders.length)
                        .mapToObj(i ->
                                new PeerTimes.Contender(
                                        i == 0 ? "Lanewise" : "other " + i,
                                        "kernel",
                                        true,
                                        Arrays.stream(contenders[i]).boxed().toList()))
                        .toList();
        Workload workload = Workload.parse(channels + "x8x8_k3_s1_p1_nchw16c");
        return new Standings.Layer(
                "of " + channels, count, new PeerTimes(workload, 1, CacheState.HOT, timed));
    }

    private static double[] rounds(double... ns) {
        return ns;
    }

    @Test
    void whatBecomesSlowerForAllOfARoundIsNoDifference() {
        double[] own = rounds(1_000, 1_300, 1_700, 2_200, 2_900);
        double[] twice = Arrays.stream(own).map(ns -> 2 * ns).toArray();
        Standings.Row row = Standings.of(List.of(layer(16, 1, own, twice))).rows().getFirst();
        assertThat(row.ratio()).isCloseTo(2, within(1e-12));
        Difference difference = row.difference().orElseThrow();
        assertThat(difference.low()).isCloseTo(2, within(1e-9));
        assertThat(difference.high()).isCloseTo(2, within(1e-9));
    }

    @Test
    void theRatioIsTheMiddleOfItsIntervalWhereMediansAreOfDifferentRounds() {
        double[] own = rounds(1_000, 1_100, 1_210, 1_700, 1_464);
        double[] other = rounds(1_290, 1_400, 1_580, 1_740, 2_400);
        Standings standings = Standings.of(List.of(layer(16, 1, own, other)));
        Standings.Row row = standings.rows().getFirst();
        Difference difference = row.difference().orElseThrow();
        assertThat(row.medianNs() / row.lanewiseNs()).isCloseTo(1.306, within(0.001));
        assertThat(row.ratio())
                .isCloseTo(
                        Math.pow(1.29 * 1400 / 1100 * 1580 / 1210 * 1740 / 1700 * 2400 / 1464, 0.2),
                        within(1e-12))
                .isCloseTo(Math.sqrt(difference.low() * difference.high()), within(1e-9));
        assertThat(standings.totals().getFirst().ratio()).isCloseTo(row.ratio(), within(1e-12));
        assertThat(standings.totals().getFirst().difference().orElseThrow().low())
                .as("one contender on one layer is one comparison")
                .isCloseTo(difference.low(), within(1e-9));
    }

    @Test
    void overLayersTheMeanIsGeometricAndTheWholeTimeWeighted() {
        Standings.Total total =
                Standings.of(
                                List.of(
                                        layer(
                                                16,
                                                3,
                                                rounds(1_000, 1_010, 990),
                                                rounds(4_000, 4_040, 3_960)),
                                        layer(
                                                32,
                                                1,
                                                rounds(5_000, 5_050, 4_950),
                                                rounds(5_000, 5_050, 4_950))))
                        .totals()
                        .getFirst();
        assertThat(total.layers()).isEqualTo(2);
        assertThat(total.ratio()).isCloseTo(2, within(1e-12));
        assertThat(total.least()).isCloseTo(1, within(1e-12));
        assertThat(total.whole()).isCloseTo((3 * 4.0 + 5) / (3 + 5), within(1e-12));
        assertThat(total.words())
                .endsWith(
                        " as fast as other 1 in the geometric mean of 2 layers, 2.13× over their whole time");
    }

    @Test
    void aLayerOfTooFewRoundsLeavesTheMeanWithoutAnInterval() {
        Standings standings =
                Standings.of(
                        List.of(
                                layer(16, 1, rounds(1, 2, 3), rounds(2, 4, 6.1)),
                                layer(32, 1, rounds(1, 2), rounds(2, 4))));
        assertThat(standings.rows().getFirst().difference()).isPresent();
        assertThat(standings.rows().getLast().difference()).isEmpty();
        assertThat(standings.totals().getFirst().difference()).isEmpty();
        assertThat(standings.totals().getFirst().words()).startsWith("2.01× as fast");
    }

    @Test
    void aLayerOfTwoNamesCountsTwiceAndIsNoMoreCertainForIt() {
        Standings.Layer one = layer(16, 1, rounds(1, 2, 3), rounds(2, 4, 6.1));
        Standings.Layer other = layer(32, 1, rounds(1, 2, 3), rounds(3, 6.2, 9));
        Standings.Layer again = new Standings.Layer("again", 1, one.times());
        Standings once = Standings.of(List.of(one, other));
        Standings twice = Standings.of(List.of(one, other, again));
        assertThat(twice.rows().subList(0, 2)).isEqualTo(once.rows());
        assertThat(twice.rows().getLast().difference())
                .isEqualTo(once.rows().getFirst().difference());
        Standings.Total alone = Standings.of(List.of(one)).totals().getFirst();
        assertThat(Standings.of(List.of(one, again)).totals().getFirst().difference())
                .isEqualTo(alone.difference());
        assertThat(twice.totals().getFirst().ratio())
                .isCloseTo(
                        Math.cbrt(
                                Math.pow(once.rows().getFirst().ratio(), 2)
                                        * once.rows().getLast().ratio()),
                        within(1e-12));
    }
}
