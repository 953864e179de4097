package org.lanewise.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;

final class HolmTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
    @Test
    void probabilitiesAreThoseOfR() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, EXACT);
        assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    @Test
    void fromTheFirstOpenTestOnAllShareItsLevel() {
        assertThat(Holm.levels(new double[] {0.01, 0.04, 0.03, 0.005}, 0.05))
                .containsExactly(new double[] {0.05 / 3, 0.025, 0.025, 0.0125}, EXACT);
    }

    @Test
    void anIntervalHoldsOneExactlyWhereTheTestIsOpen() {
        double[] before = {105, 108, 104, 106};
        double[] after = {100, 101, 100, 100};
        Optional<Contrast> clear = Contrast.paired(before, after);
        Optional<Contrast> faint =
                Contrast.paired(new double[] {100, 104, 101, 99}, new double[] {99, 101, 102, 98});
        List<Optional<Difference>> together =
                Differences.of(List.of(clear, Optional.empty(), faint, faint, faint));

        assertThat(together.get(1)).isEmpty();
        assertThat(together.stream().flatMap(Optional::stream))
                .hasSize(4)
                .allSatisfy(known ->
                        assertThat(known.verdict() == Difference.Verdict.OPEN)
                                .isEqualTo(known.p() > Differences.LEVEL));
        assertThat(together.getFirst().orElseThrow().verdict())
                .isEqualTo(Difference.Verdict.FASTER);
        assertThat(together.getFirst().orElseThrow().low())
                .as("corrected intervals are wider")
                .isLessThan(clear.orElseThrow().alone().low());
    }

    @Test
    void pairedAndIndependentComparisonsAreTheLibrarys() {
        double[] before = {105, 108, 104, 106};
        double[] after = {100, 101, 100, 107};
        double[] logBefore = logs(before);
        double[] logAfter = logs(after);

        assertThat(Contrast.paired(before, after).orElseThrow().p())
                .isCloseTo(
                        TTest.withDefaults().pairedTest(logBefore, logAfter).getPValue(),
                        within(1e-9));
        Contrast apart =
                Contrast.independent(
                        LogTimes.of(before).orElseThrow(), LogTimes.of(after).orElseThrow());
        assertThat(apart.p())
                .isCloseTo(
                        TTest.withDefaults()
                                .with(DataDispersion.HETEROSCEDASTIC)
                                .test(logBefore, logAfter)
                                .getPValue(),
                        within(1e-9));
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    @Test
    void tooFewRoundsTellNothing() {
        assertThat(Contrast.paired(new double[] {2, 2}, new double[] {1, 1})).isEmpty();
        assertThat(LogTimes.of(new Estimate(2, 1, 3), OptionalInt.of(2))).isEmpty();
        assertThat(LogTimes.of(new Estimate(2, 1, 3), OptionalInt.empty())).isEmpty();
        assertThat(LogTimes.of(new Estimate(2, 1, 3), OptionalInt.of(5)).orElseThrow().deviation())
                .isCloseTo(1.198 * Math.log(3) / 2.326, EXACT);
    }

    @Test
    void roundsThatAllAgreeNeedNoSpread() {
        double[] twice = {2, 2, 2};
        double[] once = {1, 1, 1};
        assertThat(Contrast.paired(twice, once).orElseThrow().alone().verdict())
                .isEqualTo(Difference.Verdict.FASTER);
        assertThat(Contrast.paired(once, once).orElseThrow().p()).isEqualTo(1);
    }

    /** Two groups: omega squared from its textbook formula. */
    @Test
    void importanceIsWhatAChoiceExplainsBeyondChance() {
        double[] figures = {1, 2, 3, 11, 12, 13};
        assertThat(Importance.of(List.of("a", "a", "a", "b", "b", "b"), figures))
                .isCloseTo((150 - 1.0) / (154 + 1), EXACT);
        assertThat(Importance.of(List.of("a", "b", "a", "b", "a", "b"), figures)).isLessThan(0.2);
        assertThat(Importance.of(List.of(1, 2, 3, 4, 5, 6), figures)).isZero();
        assertThat(Importance.of(List.of(1, 1, 1, 1, 1, 1), figures)).isZero();
    }
}
