package org.lanewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
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

    @Test
    void theLastVectorsOfOutputsAreMadeOfTheLastFourInputs() {
        assertThat(numbers(InputLanes.overlapping(FloatVector.SPECIES_128, 2, 5)))
                .as("of inputs 0..3 twice, then outputs 6..9 of inputs 1..4")
                .containsExactly(List.of(0, 0, 1, 1), List.of(2, 2, 3, 3), List.of(2, 2, 3, 3));
        assertThat(numbers(InputLanes.overlapping(FloatVector.SPECIES_128, 3, 6)))
                .as("then outputs 12..15 and 14..17 of inputs 2..5")
                .endsWith(List.of(2, 2, 2, 3), List.of(2, 3, 3, 3));
    }

    private static List<List<Integer>> lanes(int multiplier, int vectors) {
        return numbers(InputLanes.of(FloatVector.SPECIES_128, multiplier, vectors));
    }

    private static List<List<Integer>> numbers(VectorShuffle<Float>[] lanes) {
        return Arrays.stream(lanes)
                .map(vector -> Arrays.stream(vector.toArray()).boxed().toList())
                .toList();
    }
}
