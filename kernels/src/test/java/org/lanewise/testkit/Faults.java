package org.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.lanewise.schedule.LegalSchedule;

/** Runs many kernels and reports all wrong ones together. */
public final class Faults {
    private Faults() {}

    /** Asserts that every kernel is right. */
    public static void expectNone(KernelTester tester, List<LegalSchedule> kernels) {
        assertThat(kernels).as("kernels to test").isNotEmpty();
        assertThat(kernels.stream().map(tester::fault).flatMap(Optional::stream)).isEmpty();
    }
}
