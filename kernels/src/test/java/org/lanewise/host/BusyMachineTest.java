package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.lanewise.check.ApplicationView;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** A JVM whose flags leave doubt, on a machine that others use. */
@Tag("slow")
@Isolated("keeps all processors busy")
class BusyMachineTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c");

    @TempDir private Path folder;

    /** It must not be taken for one that leaves vectors on the heap, however busy it is. */
    @RepeatedTest(3)
    void aDoubtfulJvmThatCompilesVectorsIsFoundToDoSo() throws IOException {
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
        List<Thread> busy =
                Stream.generate(() -> Thread.ofPlatform().start(BusyMachineTest::spin))
                        .limit(2L * Runtime.getRuntime().availableProcessors())
                        .toList();
        ChildJvm.Result child;
        try {
            child =
                    ChildJvm.run(
                            List.of("-XX:-DoEscapeAnalysis"),
                            Map.of(),
                            ApplicationView.class,
                            pack.toString());
        } finally {
            busy.forEach(Thread::interrupt);
        }
        assertThat(child.exitCode()).as(child.output()).isZero();
        assertThat(child.output())
                .contains("tuned: on this processor, but the list of JVM flags was")
                .doesNotContain("MISSING");
    }

    private static void spin() {
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
    }
}
