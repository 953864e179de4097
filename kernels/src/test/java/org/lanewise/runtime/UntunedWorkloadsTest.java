package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.testkit.Warnings;
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

    private static void assertAConvolutionEachTime(Path file, int warnings) {
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT).collectingIn(file);
        try (Warnings heard = new Warnings();
                TunedKernels kernels = TunedKernels.of(SampleConfigs.here(TUNED), options)) {
            for (int i = 0; i < 3; i++) {
                try (DepthwiseConv conv = kernels.depthwise(UNTUNED, new float[24 * 9])) {
                    assertThat(conv.threads()).isEqualTo(1);
                }
            }
            assertThat(heard.messages())
                    .hasSize(warnings)
                    .allMatch(message -> message.contains("cannot be noted in " + file));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenCostsOneWarningAndNoConvolution() throws IOException {
        Path plainFile = Files.createFile(folder.resolve("file"));
        assertAConvolutionEachTime(plainFile.resolve("below/a/file.suite"), 1);
        assertAConvolutionEachTime(Files.createDirectory(folder.resolve("folder")), 1);
        assertAConvolutionEachTime(Path.of("/proc/nowhere/untuned.suite"), 1);
    }

    /** It takes no byte. */
    @Test
    void aFullDeviceCostsOneWarningAndNoConvolution() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        assertAConvolutionEachTime(full, 1);
    }

    @Test
    void whatCouldNotBeNotedIsNotedWithTheNextWorkload() throws IOException {
        Path suite = folder.resolve("later/untuned.suite");
        Path inTheWay = Files.createFile(folder.resolve("later"));
        Workload next = Workload.parse("8x5x5_k3_s1_p1_nchw8c");
        try (Warnings heard = new Warnings()) {
            UntunedWorkloads untuned = new UntunedWorkloads(suite);
            untuned.add(UNTUNED);
            assertThat(heard.messages()).hasSize(1);
            Files.delete(inTheWay);
            untuned.add(next);
            assertThat(Files.readAllLines(suite))
                    .containsExactly(UNTUNED + " " + UNTUNED, next + " " + next);
            assertThat(heard.messages()).hasSize(1);
        }
    }

    @Test
    void aFileThatAnotherClassLoaderHoldsIsTriedAgainLater() throws IOException {
        Path suite = folder.resolve("held.suite");
        UntunedWorkloads untuned = new UntunedWorkloads(suite);
        try (Warnings heard = new Warnings()) {
            // The same as a second copy of the library in this JVM does.
            try (FileChannel other =
                            FileChannel.open(
                                    suite, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = other.lock()) {
                assertThat(held.isValid()).isTrue();
                untuned.add(UNTUNED);
            }
            assertThat(heard.messages()).singleElement().asString().contains("lock");
            untuned.add(UNTUNED);
            assertThat(Files.readAllLines(suite)).containsExactly(UNTUNED + " " + UNTUNED);
        }
    }
}
