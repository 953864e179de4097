package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.check.ApplicationView;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class JitSetupTest {
    @TempDir private Path folder;

    @Test
    void theFirstFolderThatTakesAFileIsEnoughAndNothingIsLeftThere() throws IOException {
        Path none = folder.resolve("none");
        assertThat(JitSetup.addDirective(List.of(none, folder))).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whereNoFileCanBeWrittenTheReasonNamesAllFolders() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        assertThat(JitSetup.addDirective(List.of(one, other)).orElseThrow())
                .contains("no file can be written in " + one + ", " + other);
    }

    @Test
    @Tag("slow")
    void aMissingFolderOfTemporaryFilesIsNoHindrance() throws IOException {
        Workload workload = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
        Path pack = Packs.of(SampleConfigs.here(workload), folder.resolve("mine.lanewise"));
        ChildJvm.Result child =
                ChildJvm.run(
                        List.of("-Djava.io.tmpdir=/proc/nowhere"),
                        Map.of(),
                        ApplicationView.class,
                        pack.toString());
        assertThat(child.output())
                .contains("tuned: on this machine and JVM.")
                .doesNotContain("MISSING");
    }

    @Test
    @Tag("slow")
    void aJvmThatTakesNoDirectivesIsExplainedAsSuch() throws IOException {
        Workload workload = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
        Path pack = Packs.of(SampleConfigs.here(workload), folder.resolve("mine.lanewise"));
        ChildJvm.Result child =
                ChildJvm.run(
                        List.of("--limit-modules=java.base,jdk.incubator.vector"),
                        Map.of(),
                        ApplicationView.class,
                        pack.toString());
        assertThat(child.output())
                .contains(
                        "Kernels take longer to reach full speed here: the JIT takes directives only"
                                + " with the module jdk.management.");
    }
}
