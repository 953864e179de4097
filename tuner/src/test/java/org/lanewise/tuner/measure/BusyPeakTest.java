package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a worker JVM takes for the machine's peak where others use the machine. */
@Tag("slow")
@Isolated("keeps all processors busy")
class BusyPeakTest {
    @Test
    void thePeakOfABusyMachineIsRightOrNotTold() throws Exception {
        try (Screening screening = new Screening()) {
            double idle = screening.peakGflops(Duration.ofMinutes(1));
            assertThat(idle).isPositive();
            List<Process> others = new ArrayList<>();
            try {
                for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
                    others.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
                }
                assertThat(screening.peakGflops(Duration.ofMinutes(1)))
                        .satisfiesAnyOf(
                                peak -> assertThat(peak).isZero(),
                                peak -> assertThat(peak).isBetween(0.7 * idle, 1.4 * idle));
            } finally {
                others.forEach(Process::destroyForcibly);
            }
        }
    }
}
