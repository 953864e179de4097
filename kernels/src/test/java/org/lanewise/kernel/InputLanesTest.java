package org.lanewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputLanesTest {
    @Test
    void eachInputLaneServesAsManyNeighbouringOutputLanesAsTheMultiplierSays() {
        assertThat(InputLanes.of(3, 4, 9)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    }

    @Test
    void noVectorIsMadeThatTheKernelDoesNotHave() {
        assertThat(InputLanes.of(1_000_000, 4, 2)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0);
    }
}
