package org.lanewise.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.Estimate;
import org.lanewise.workload.Workload;

final class FormatTest {
    @ParameterizedTest
    @CsvSource({"812, 812.0 ns", "12345, 12.35 µs", "7654321, 7.654 ms", "2e9, 2.000 s"})
    void timesHaveFourDigitsAndAUnit(double ns, String text) {
        assertThat(Format.time(ns)).isEqualTo(text);
    }

    @Test
    void anIntervalIsInTheUnitOfItsMedian() {
        assertThat(Format.interval(new Estimate(1_010, 990, 1_050))).isEqualTo("0.990–1.050");
    }

    @Test
    void numbersDoNotDependOnTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Format.times(2.345)).isEqualTo("2.35×");
            assertThat(Format.percent(OptionalDouble.of(0.123))).isEqualTo("12.3%");
            assertThat(Format.number(1234.5)).isEqualTo("1235");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void outputsCarryTheBatchOnlyIfThereIsOne() {
        assertThat(Format.output(Workload.parse("16x8x8_k3_s2_p1"))).isEqualTo("16×4×4");
        assertThat(Format.output(Workload.parse("2x16x8x8_k3_s2_p1"))).isEqualTo("2×16×4×4");
    }
}
