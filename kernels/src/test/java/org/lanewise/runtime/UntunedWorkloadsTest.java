package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class UntunedWorkloadsTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final Workload UNTUNED = Workload.parse("24x7x7_k3_s1_p1_nchw8c");

    @TempDir private Path folder;

    /** A suite file has a line {@code name workload} for each layer. */
    private static List<Workload> workloads(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> Workload.parse(line.split(" ")[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void onlyWhatIsNotTunedIsCollectedAndTheFileIsASuite() {
        Path file = folder.resolve("sub/untuned.suite");
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT).collectingIn(file);
        for (int start = 0; start < 2; start++) {
            try (TunedKernels kernels = TunedKernels.of(SampleConfigs.here(TUNED), options)) {
                kernels.depthwise(TUNED, new float[20 * 9]).close();
                kernels.depthwise(UNTUNED, new float[24 * 9]).close();
                kernels.depthwise(UNTUNED, new float[24 * 9]).close();
            }
        }
        assertThat(workloads(file)).containsExactly(UNTUNED);
    }

    @Test
    void manyWritersLoseAndDoubleNothingAndKeepWhatWasThere() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("u.suite"),
                        "# by hand\nmine 8x1x1_k1_s1_p0\nother 8x2x2_k1_s1_p0");
        List<Workload> workloads =
                IntStream.rangeClosed(1, 40)
                        .mapToObj(size -> Workload.of(8, size, size, 1))
                        .toList();
        IntStream.range(0, 8)
                .parallel()
                .forEach(writer -> {
                    UntunedWorkloads untuned = new UntunedWorkloads(file);
                    workloads.forEach(untuned::add);
                });
        assertThat(workloads(file)).containsExactlyInAnyOrderElementsOf(workloads);
        assertThat(Files.readString(file)).startsWith("# by hand\nmine ");
    }
}
