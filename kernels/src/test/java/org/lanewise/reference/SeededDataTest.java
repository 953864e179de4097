package org.lanewise.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.testkit.Layouts;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

class SeededDataTest {
    private static final Workload WORKLOAD = Workload.parse("2x19x4x5_k3_bias");

    @Test
    void theSameSeedGivesTheSameDataAndAnotherDoesNot() {
        SeededData data = SeededData.of(WORKLOAD, 7);
        assertThat(SeededData.of(WORKLOAD, 7).input()).isEqualTo(data.input());
        assertThat(SeededData.of(WORKLOAD, 7).weights()).isEqualTo(data.weights());
        assertThat(SeededData.of(WORKLOAD, 7).bias()).isEqualTo(data.bias());
        assertThat(SeededData.of(WORKLOAD, 8).input()).isNotEqualTo(data.input());
    }

    @ParameterizedTest
    @EnumSource
    void anElementIsTheSameInEveryLayoutAndTheFillingIsZero(Layout layout) {
        SeededData plain = SeededData.of(WORKLOAD, 7);
        SeededData data = SeededData.of(WORKLOAD.withLayout(layout), 7);
        assertThat(data.weights()).isEqualTo(plain.weights());
        assertThat(data.bias()).isEqualTo(plain.bias());
        assertThat(data.input()).hasSize((int) WORKLOAD.withLayout(layout).inputElements());
        assertThat(Layouts.convert(data.input(), layout, Layout.NCHW, 2, 19, WORKLOAD.input()))
                .isEqualTo(plain.input());
        assertThat(Layouts.convert(plain.input(), Layout.NCHW, layout, 2, 19, WORKLOAD.input()))
                .isEqualTo(data.input());
    }

    @Test
    void onlyAWorkloadWithBiasHasOne() {
        assertThat(SeededData.of(Workload.parse("3x4x4_m2_k1"), 1).bias()).isEmpty();
        assertThat(SeededData.of(Workload.parse("3x4x4_m2_k1_bias"), 1).bias()).hasSize(6);
    }

    @Test
    void valuesAreStandardNormalSoThatSignsMatter() {
        float[] input = SeededData.of(Workload.parse("16x32x32_k1"), 1).input();
        double mean = 0;
        double square = 0;
        for (float value : input) {
            mean += value / input.length;
            square += (double) value * value / input.length;
        }
        assertThat(mean).isBetween(-0.05, 0.05);
        assertThat(square).isBetween(0.9, 1.1);
    }
}
