package org.lanewise.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LayerVerdictTest {
    private static LayerVerdict verdict(double promisedNs, double medianNs) {
        return verdict("conv", promisedNs, medianNs);
    }

    private static LayerVerdict verdict(String layer, double promisedNs, double medianNs) {
        return new LayerVerdict(
                layer, promisedNs, medianNs, List.of(medianNs), true, "", "", true, 0, 40);
    }

    @Test
    void whatKeepsItsPromiseIsNotTalkedAbout() {
        assertThat(LayerVerdict.summary(List.of(verdict(90, 100), verdict(100, 80))))
                .containsExactly("All warm-ups together took 80 ms.");
    }

    @Test
    void layersThatAreSlowerThanPromisedAreNamed() {
        assertThat(LayerVerdict.summary(List.of(verdict("slow", 89, 100), verdict(100, 100))))
                .containsExactly(
                        "All warm-ups together took 80 ms.",
                        "Slower than promised (below 0.90 of it), 1 of 2 layers: slow; check again on an idle machine, and tune again where it stays so.");
    }

    @Test
    void aVerdictIsReadAsItWasWritten() {
        LayerVerdict told =
                new LayerVerdict(
                        "a \"layer\"",
                        1.5,
                        2,
                        List.of(1.9, 2.1),
                        false,
                        "why",
                        "wrong",
                        false,
                        8,
                        3);
        assertThat(LayerVerdict.parse(told.json())).isEqualTo(told);
    }
}
