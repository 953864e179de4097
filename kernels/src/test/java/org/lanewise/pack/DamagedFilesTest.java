package org.lanewise.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.TunedLayer;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.testkit.Mutations;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/**
 * Damaged packs and best-configuration files are refused in one sentence, or the damage has hit
 * nothing that counts. {@code -Dlanewise.fuzz.seed=7} damages them otherwise.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedFilesTest {
    private static final long SEED = Long.getLong("lanewise.fuzz.seed", 1);
    private static final int FILES = Boolean.getBoolean("lanewise.exhaustive") ? 10_000 : 3_000;

    /** Each is compiled and run, which takes long. */
    private static final int MOST_RUN = 40;

    private static final long LARGEST_RUN = 200_000;
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");

    @TempDir private static Path folder;

    private static final BestConfig CONFIG = SampleConfigs.here(WORKLOAD);
    private static byte[] pack = {};
    private static SortedMap<String, byte[]> parts = new TreeMap<>();

    @BeforeAll
    static void export() throws IOException {
        Path file = Packs.of(CONFIG, folder.resolve("whole.lanewise"));
        pack = Files.readAllBytes(file);
        parts = Packs.parts(file);
    }

    @Test
    @Tag("slow")
    void noClassOfADamagedPackIsEverDefined() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("damaged.lanewise");
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, Mutations.of(pack, random));
            try {
                KernelPack read = PackFile.read(file);
                assertThat(read.config()).as("seed %d, file %d", SEED, i).isEqualTo(CONFIG);
                assertSameKernels(read, "seed %d, file %d".formatted(SEED, i));
            } catch (IOException noticed) {
                refused++;
                assertOneSentence(noticed, file, i);
            }
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    private static void assertSameKernels(KernelPack read, String what) {
        read.kernels()
                .forEach((name, content) ->
                        assertThat(content).as("%s: %s", what, name).isEqualTo(parts.get(name)));
    }

    /** What the checksums do not tell, because they are as damaged. */
    @Test
    @Tag("slow")
    void aPackWhoseConfigurationOrManifestIsDamagedIsRefusedToo() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("resigned.lanewise");
        for (int i = 0; i < FILES / 10; i++) {
            SortedMap<String, byte[]> changed = new TreeMap<>(parts);
            boolean manifest = random.nextBoolean();
            changed.computeIfPresent(
                    manifest ? "manifest.json" : "best.json",
                    (name, content) -> Mutations.of(content, random));
            Files.write(file, Packs.zip(manifest ? changed : Packs.signed(changed)));
            try {
                assertSameKernels(PackFile.read(file), "seed %d, file %d".formatted(SEED, i));
            } catch (IOException noticed) {
                assertOneSentence(noticed, file, i);
            }
        }
    }

    @Test
    @Tag("slow")
    void aDamagedBestConfigurationIsRefusedOrGivesRightResults() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] whole = BestConfigFile.print(CONFIG).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("damaged.json");
        Set<String> run = new HashSet<>();
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, Mutations.of(whole, random));
            try {
                BestConfig config = BestConfigFile.read(file);
                for (TunedLayer layer : config.layers()) {
                    if (run.size() < MOST_RUN
                            && size(layer.workload()) < LARGEST_RUN
                            && run.add(layer.workload() + " " + layer.best())) {
                        assertRight(config, layer.workload(), i);
                    }
                }
            } catch (IOException noticed) {
                refused++;
                assertOneSentence(noticed, file, i);
            }
        }
        assertThat(refused).isGreaterThan(FILES / 4);
        assertThat(run).hasSizeGreaterThan(1);
    }

    private static long size(Workload workload) {
        return workload.inputElements() + workload.outputElements() + workload.weightElements();
    }

    private static void assertRight(BestConfig config, Workload workload, int number) {
        SeededData data = SeededData.of(workload, 1);
        float[] output = new float[(int) workload.outputElements()];
        try (TunedKernels kernels =
                        TunedKernels.of(config, LoadOptions.DEFAULT.with(Fallback.SILENT));
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            // Twice: the first run is not the kernel's.
            conv.run(data.input(), output);
            conv.run(data.input(), output);
        }
        assertThat(Reference.of(workload, data).firstWrong(output))
                .as("seed %d, file %d: %s", SEED, number, workload)
                .isEmpty();
    }

    @Test
    void jsonThatIsNestedTooDeepIsRefused() throws IOException {
        Path file = folder.resolve("deep.json");
        Files.writeString(file, "{\"format\": 1, \"layers\": " + "[".repeat(1_000_000));
        assertThatThrownBy(() -> TunedKernels.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deep.json is not a best-configuration file");
        Map<String, byte[]> deep =
                Map.of(
                        "manifest.json",
                        ("{\"kind\": " + "{\"a\":".repeat(1_000_000))
                                .getBytes(StandardCharsets.UTF_8));
        Path archive = Files.write(folder.resolve("deep.lanewise"), Packs.zip(deep));
        assertThatThrownBy(() -> TunedKernels.load(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a kernel pack");
    }

    private static void assertOneSentence(IOException noticed, Path file, int number) {
        assertThat(noticed.getMessage())
                .as("seed %d, file %d", SEED, number)
                .contains(file.getFileName().toString())
                .endsWith(".")
                .doesNotContain("\n");
    }
}
