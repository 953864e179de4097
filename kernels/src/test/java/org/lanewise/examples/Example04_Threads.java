package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.WarmUp;
import org.lanewise.threads.Parallelism;
import org.lanewise.threads.Team;
import org.lanewise.workload.Workload;

/** Compute one layer on several threads, and warm up in the background. */
@Tag("slow")
class Example04_Threads {
    private static final Workload WORKLOAD = Workload.parse("128x56x56_k3_s1_p1_nchw16c");

    @TempDir private Path folder;

    @Test
    void aTeamOfThreadsThatWaitAwake() throws IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        // One team for all layers: its threads stay awake for a moment after each of them.
        try (Team team = Team.ofAllProcessors();
                TunedKernels kernels =
                        TunedKernels.load(
                                Packs.mobileNetV1(folder), LoadOptions.DEFAULT.with(team));
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights())) {
            CompletableFuture<WarmUp.Result> ready = conv.ready(Duration.ofSeconds(60));
            // The application starts other things here.
            assertThat(ready.join()).isInstanceOf(WarmUp.Result.Ready.class);

            assertRight(conv, data);
        }
    }

    @Test
    void threadsOfTheApplicationsOwn() throws IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        try (ExecutorService pool = Executors.newFixedThreadPool(3);
                TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder));
                DepthwiseConv conv =
                        kernels.depthwise(
                                WORKLOAD,
                                data.weights(),
                                data.bias(),
                                Parallelism.executor(pool, 4))) {
            assertRight(conv, data);
        }
    }

    private static void assertRight(DepthwiseConv conv, SeededData data) {
        float[] output = new float[(int) WORKLOAD.outputElements()];
        conv.run(data.input(), output);
        assertThat(Reference.of(WORKLOAD, data).firstWrong(output)).isEmpty();
    }
}
