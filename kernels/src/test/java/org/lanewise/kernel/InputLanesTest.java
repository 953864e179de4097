package org.lanewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class InputLanesTest {
    @Test
    void eachInputLaneMakesAsManyNeighboursAsTheMultiplierSays() {
        assertThat(lanes(3, 9))
                .containsExactly(List.of(0, 0, 0, 1), List.of(1, 1, 2, 2), List.of(2, 3, 3, 3));
    }

    @Test
    void vectorsThatAreNotThereTakeNoMemory() {
        assertThat(lanes(1_000_000, 2)).containsExactly(List.of(0, 0, 0, 0), List.of(0, 0, 0, 0));
    }

    private static List<List<Integer>> lanes(int multiplier, int vectors) {
        return Arrays.stream(InputLanes.of(FloatVector.SPECIES_128, multiplier, vectors))
                .map(vector -> Arrays.stream(vector.toArray()).boxed().toList())
                .toList();
    }
}
