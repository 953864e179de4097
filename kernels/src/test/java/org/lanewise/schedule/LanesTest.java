package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void aMaskHasOneBitForEachRealLane() {
        assertThat(new Lanes(1, 3, 4).bits()).isEqualTo(0b0110);
        assertThat(Lanes.all(16).bits()).isEqualTo(0xFFFF);
        assertThat(new Lanes(2, 2, 4).bits()).isZero();
    }

    @Test
    void aSliceIsCountedFromItsOwnFirstLane() {
        Lanes two = new Lanes(3, 6, 8);
        assertThat(two.slice(0, 4)).isEqualTo(new Lanes(3, 4, 4));
        assertThat(two.slice(4, 4)).isEqualTo(new Lanes(0, 2, 4));
        assertThat(new Lanes(5, 8, 8).slice(0, 4).none()).isTrue();
        assertThat(Lanes.all(8).slice(4, 4).full()).isTrue();
    }
}
