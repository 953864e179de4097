package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;

/** Runs of a convolution that nobody has warmed up: its first, and one by its own kernel. */
final class RightRuns {
    private RightRuns() {}

    static void assertRight(DepthwiseConv conv, SeededData data) {
        Reference reference = Reference.of(conv.workload(), data);
        float[] output = new float[(int) conv.workload().outputElements()];
        for (String which : new String[] {"the first run", "the next run"}) {
            Arrays.fill(output, Float.NaN);
            conv.run(data.input(), output);
            assertThat(reference.firstWrong(output)).as("%s, %s", which, conv.explain()).isEmpty();
        }
    }
}
