package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.JsonReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.threads.Team;
import org.lanewise.workload.Workload;

/** What an application may count on. */
@Timeout(600)
class ApplicationTest {
    private static final Workload WORKLOAD = Workload.parse("70x30x30_k3_s1_p1_nchw8c_bias_relu");

    /** {@code -Dlanewise.soak=60} for a minute. */
    private static final long SOAK_SECONDS = Long.getLong("lanewise.soak", 3);

    private static final int MEGABYTE = 1_000_000;

    /** Megabytes; a JVM of 64 MB that compiles and runs one kernel takes half of that. */
    private static final int MOST_RESIDENT = 500;

    @TempDir private Path folder;

    @Tag("slow")
    @Test
    void aFreshJvmGetsRightResultsFromAPackOfNineLayers() throws IOException {
        Path pack = folder.resolve("mobilenet_v1.lanewise");
        PackFile.write(pack, PackCompiler.compile(SampleConfigs.mobileNetV1()));
        assertThat(output(StartMain.class, pack))
                .contains("the first result is right", "run over the bare kernel")
                .doesNotContain("WRONG");
        assertThat(output(NetworkMain.class, pack))
                .contains("9 convolutions with 9 kernels, ready after", "share of its later speed")
                .doesNotContain("but for", "WRONG");
    }

    private static String output(Class<?> main, Path pack) {
        ChildJvm.Result child = ChildJvm.run(List.of(), Map.of(), main, pack.toString());
        System.out.println(child.output());
        assertThat(child.exitCode()).isZero();
        return child.output();
    }

    @Tag("slow")
    @Test
    void eightThreadsSharingOneConvolutionGetRightResultsOnly() throws Exception {
        SeededData data = SeededData.of(WORKLOAD, 1);
        Reference reference = Reference.of(WORKLOAD, data);
        try (Team team = Team.ofAllProcessors();
                TunedKernels kernels =
                        TunedKernels.of(
                                SampleConfigs.here(WORKLOAD), LoadOptions.DEFAULT.with(team));
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights(), data.bias());
                ExecutorService pool = Executors.newFixedThreadPool(8)) {
            conv.warmUp(Duration.ofSeconds(60));
            long end = System.nanoTime() + SOAK_SECONDS * 1_000_000_000;
            Callable<Long> user =
                    () -> {
                        float[] output = new float[(int) WORKLOAD.outputElements()];
                        long runs = 0;
                        while (System.nanoTime() < end) {
                            Arrays.fill(output, Float.NaN);
                            conv.run(data.input(), output);
                            assertThat(reference.firstWrong(output)).isEmpty();
                            runs++;
                        }
                        return runs;
                    };
            List<Future<Long>> users =
                    IntStream.range(0, 8).mapToObj(i -> pool.submit(user)).toList();
            long runs = 0;
            for (Future<Long> each : users) {
                assertThat(each.get()).isPositive();
                runs += each.get();
            }
            System.out.println(runs + " right results in " + SOAK_SECONDS + " s");
        }
    }

    /** A thread each would take hundreds of megabytes of native memory. */
    @Test
    void tenThousandVirtualThreadsRunInASmallJvm() {
        ChildJvm.Result child = ChildJvm.run(List.of("-Xmx64m"), Map.of(), ManyThreadsMain.class);
        assertThat(child.exitCode()).as(child.output()).isZero();
        assertThat(child.output()).contains("right 10000");
        String resident = child.output().replaceFirst("(?s).*resident (\\d+).*", "$1").strip();
        System.out.println("10,000 virtual threads: " + resident + " MB resident at most");
        assertThat(Integer.parseInt(resident)).isLessThan(MOST_RESIDENT);
    }

    @Test
    void theLibraryWithItsDependenciesIsSmallerThanAMegabyte() throws Exception {
        long bytes = 0;
        for (Class<?> type : List.of(Workload.class, JsonReader.class)) {
            bytes += size(type);
        }
        assertThat(bytes).isBetween(100_000L, (long) MEGABYTE);
    }

    /** The jar that a class comes from, or of the folder what a jar would hold. */
    private static long size(Class<?> type) throws IOException, URISyntaxException {
        Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(place)) {
            return Files.size(place);
        }
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                parts.put(place.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return Packs.zip(parts).length;
    }
}
