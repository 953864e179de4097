package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.CacheState;

class BudgetTest {
    @Test
    void aTimeAloneLeavesTrialsUnbounded() {
        assertThat(Budget.parse("90s"))
                .isEqualTo(new Budget(Duration.ofSeconds(90), Integer.MAX_VALUE));
    }

    @Test
    void trialsAloneLeaveTimeUnboundedForAllPurposes() {
        Budget budget = Budget.parse("64");
        assertThat(budget.trials()).isEqualTo(64);
        assertThat(budget.time()).isGreaterThan(Duration.ofDays(30));
    }

    @Test
    void bothLimitsMayBeNamedInAnyOrder() {
        assertThat(Budget.parse("10m,64"))
                .isEqualTo(Budget.parse("64, 10m"))
                .isEqualTo(Budget.parse(Budget.DEFAULT))
                .isEqualTo(new Budget(Duration.ofMinutes(10), 64));
    }

    @Test
    void whatIsSpentAlreadyIsTakenOffTheTimeAndNeverMoreThanThat() {
        Budget budget = Budget.parse("90s,64");
        assertThat(budget.less(Duration.ofSeconds(2))).isEqualTo(Budget.parse("88s,64"));
        assertThat(budget.less(Duration.ofSeconds(100)).time()).isZero();
    }

    @Test
    void aTimeThatCannotMeasureAndConfirmEveryLayerIsRefusedWithWhatCan() {
        assertThat(Budget.parse("20s").objection(9, CacheState.HOT))
                .contains(
                        "A budget of 20s is too short: to measure and confirm 9 layers takes 50s at the least; give it as much,"
                                + " or choose fewer layers with --layers.");
        assertThat(Budget.parse("50s").objection(9, CacheState.HOT)).isEmpty();
        assertThat(Budget.parse("20s").objection(3, CacheState.HOT)).isEmpty();
        assertThat(Budget.parse("1").objection(1000, CacheState.COLD)).isEmpty();
        assertThat(Budget.parse("50s").objection(9, CacheState.COLD).orElseThrow())
                .contains("9 layers takes 83s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "10x", "1.5h", "10m,", "s", "99999999999"})
    void whatIsNoBudgetIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Budget.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a budget")
                .hasMessageContaining("10m,64");
    }
}
