package org.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.schedule.LegalSchedule;

/** Runs many kernels and reports all wrong ones together. */
public final class Faults {
    /** So many are compiled together; javac gains nothing from more. */
    private static final int GROUP = 32;

    private Faults() {}

    /** Asserts that every kernel is right. */
    public static void expectNone(KernelTester tester, List<LegalSchedule> kernels) {
        assertThat(kernels).as("kernels to test").isNotEmpty();
        List<String> faults = new ArrayList<>();
        for (int from = 0; from < kernels.size(); from += GROUP) {
            List<LegalSchedule> group =
                    kernels.subList(from, Math.min(from + GROUP, kernels.size()));
            tester.prepare(group);
            group.forEach(kernel -> tester.fault(kernel).ifPresent(faults::add));
        }
        assertThat(faults).isEmpty();
    }
}
