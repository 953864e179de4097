package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpilogueTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void biasIsAddedBeforeTheClamp() {
        Epilogue epilogue = Epilogue.NONE.withBias().clamped(0, 6);
        assertThat(epilogue.apply(-1, 3)).isEqualTo(2);
        assertThat(epilogue.apply(-4, 3)).isZero();
        assertThat(epilogue.apply(4, 3)).isEqualTo(6);
    }

    @Test
    void withoutBiasItsValueIsIgnored() {
        assertThat(Epilogue.NONE.apply(-1, 3)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "NaN, 1", "1, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
    void aClampThatLetsNoNumberThroughIsRefused(float low, float high) {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Epilogue.NONE.clamped(low, high))
                .withMessageContaining("lets nothing through");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Epilogue.NONE.clamped(-0f, INFINITY))
                .isEqualTo(Epilogue.NONE.clamped(0f, INFINITY));
        assertThat(Epilogue.NONE.clamped(-1, -0f)).isEqualTo(Epilogue.NONE.clamped(-1, 0f));
    }
}
