package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .isEqualTo(Budget.DEFAULT);
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
