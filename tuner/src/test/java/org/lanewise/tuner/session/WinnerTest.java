package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;

class WinnerTest {
    private static final Schedule LARGE = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
    private static final Schedule SMALL = Schedule.parse("c512_b1_t1x2_chw_taps_held_raw");
    private static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_cwh_slide_held_raw");

    @Test
    void theFasterKernelWinsHoweverLongItWarmsUp() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 2000, 100, 101, 99),
                        ForkTimes.of(SMALL, 10, 110, 111, 109));
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
        assertThat(winner.tied()).isEmpty();
    }

    @Test
    void ofTwoThatTieTheOneThatIsReadySoonerWinsAndTheOtherIsNamed() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 400, 100, 101, 99),
                        ForkTimes.of(SMALL, 90, 101, 99, 101));
        assertThat(winner.forks().schedule()).isEqualTo(SMALL);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(LARGE);
    }

    @Test
    void ofTwoThatTieTheOneWithTwoSpeedsLoses() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 400, 100, 101, 99, 100, 101),
                        ForkTimes.of(SMALL, 90, 99, 99.5, 99, 132, 131));
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(SMALL);
    }

    @Test
    void ofTwoThatTieInBothTheSmallerTileWins() {
        Winner winner =
                among(ForkTimes.of(LARGE, 90, 100, 101, 99), ForkTimes.of(SMALL, 90, 101, 99, 101));
        assertThat(winner.forks().schedule()).isEqualTo(SMALL);
    }

    @Test
    void wideIntervalsMakeATieButNoWinnerOfASlowKernel() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 400, 100, 80, 130),
                        ForkTimes.of(SMALL, 90, 90, 112, 125));
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(SMALL);
    }

    /** Every round is slower than the one before, but within each the same kernel is ahead. */
    @Test
    void aMachineThatDriftsDoesNotHideADifferenceThatEveryRoundShows() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 400, 100, 120, 140, 160),
                        ForkTimes.of(SMALL, 90, 103, 124, 144, 165));
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
        assertThat(winner.tied()).isEmpty();
    }

    @Test
    void oneRoundTellsApartOnlyWhatIsFarApart() {
        Winner near = among(ForkTimes.of(LARGE, 400, 100), ForkTimes.of(SMALL, 90, 106));
        assertThat(near.forks().schedule()).isEqualTo(LARGE);
        assertThat(near.tied()).extracting(Forks::schedule).containsExactly(SMALL);
        Winner far = among(ForkTimes.of(LARGE, 400, 100), ForkTimes.of(SMALL, 90, 150));
        assertThat(far.tied()).isEmpty();
    }

    @Test
    void furtherRoundsAreOpenOnlyWhileTheyCouldChangeTheChoice() {
        Forks fastest = ForkTimes.of(LARGE, 400, 100, 100.2, 99.9);
        assertThat(Winner.open(fastest, fastest)).as("the fastest itself").isFalse();
        assertThat(Winner.open(ForkTimes.of(SMALL, 90, 100.3, 100.1, 100.2), fastest))
                .as("as fast, and known to be")
                .isFalse();
        assertThat(Winner.open(ForkTimes.of(SMALL, 90, 108, 108.5, 107.5), fastest))
                .as("slower, and known to be")
                .isFalse();
        assertThat(Winner.open(ForkTimes.of(SMALL, 90, 97, 104, 106), fastest))
                .as("not known")
                .isTrue();
    }

    @Test
    void insideATieTheDefaultScheduleWinsHoweverLongItWarmsUp() {
        Forks untuned = ForkTimes.of(DEFAULT, 2000, 101.9, 100, 102);
        Winner winner = among(ForkTimes.of(LARGE, 10, 100, 101, 99), untuned);
        assertThat(winner.forks()).isSameAs(untuned);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(LARGE);
    }

    @Test
    void aDefaultScheduleThatMayBeAsFastWinsThoughItsMedianIsLonger() {
        Forks untuned = ForkTimes.of(DEFAULT, 10, 106, 98, 107);
        Winner winner = among(ForkTimes.of(LARGE, 10, 100, 101, 99), untuned);
        assertThat(winner.forks()).isSameAs(untuned);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(LARGE);
    }

    /** Every round shows it, but no application would. */
    @Test
    void aGainOfLessThanAPercentIsNotClaimed() {
        Forks untuned = ForkTimes.of(DEFAULT, 2000, 100.8, 100.9, 100.7);
        Winner winner = among(ForkTimes.of(LARGE, 10, 100, 100, 100), untuned);
        assertThat(winner.forks()).isSameAs(untuned);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(LARGE);
    }

    /** Round by round it is 1.5% slower, but the medians that a user sees are of other rounds. */
    @Test
    void aGainThatTheMediansDoNotShowIsNotClaimed() {
        Forks untuned = ForkTimes.of(DEFAULT, 10, 101.5, 120.3, 142.1);
        Forks fast = ForkTimes.of(LARGE, 10, 100, 118.5, 140, 119.8);
        assertThat(untuned.knownSlower(1.01, fast)).isTrue();
        assertThat(among(fast, untuned).forks()).isSameAs(untuned);
    }

    /** The medians are 1.2% apart, but the rounds leave it open whether more than 1% is true. */
    @Test
    void whatMayBeSlowerByLessThanAPercentTies() {
        Forks untuned = ForkTimes.of(DEFAULT, 10, 100.9, 101.2, 101.5);
        Forks fast = ForkTimes.of(LARGE, 10, 100, 100, 100);
        assertThat(untuned.knownSlower(1, fast)).isTrue();
        assertThat(among(fast, untuned).forks()).isSameAs(untuned);
    }

    @Test
    void aDefaultScheduleThatIsSlowerByMoreThanATieLoses() {
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 10, 100, 101, 99),
                        ForkTimes.of(DEFAULT, 10, 103, 104, 102));
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
    }

    /** The small one is ready first and ties, but the default schedule ran in between the two. */
    @Test
    void nothingThatTookLongerThanTheDefaultScheduleIsChosen() {
        Forks untuned = ForkTimes.of(DEFAULT, 10, 101.3, 101.3, 101.3);
        Winner winner =
                among(
                        ForkTimes.of(LARGE, 400, 100, 100, 100),
                        ForkTimes.of(SMALL, 90, 101.5, 99, 104),
                        untuned);
        assertThat(untuned.knownSlower(1.01, ForkTimes.of(LARGE, 400, 100, 100, 100))).isTrue();
        assertThat(winner.forks().schedule()).isEqualTo(LARGE);
        assertThat(winner.tied()).extracting(Forks::schedule).containsExactly(SMALL);
    }

    private static Winner among(Forks... finalists) {
        return Winner.among(List.of(finalists), DEFAULT);
    }
}
