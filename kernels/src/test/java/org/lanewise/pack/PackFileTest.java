package org.lanewise.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class PackFileTest {
    /** Bytes from one that is damaged to the next: a prime, so that all kinds of place are met. */
    private static final int STEP = 149;

    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");

    @TempDir private static Path shared;

    private static Path pack = Path.of("");
    private static BestConfig config = SampleConfigs.here(WORKLOAD);

    /** A test's own: others run beside it and write files of the same names. */
    @TempDir private Path folder;

    @BeforeAll
    static void export() throws IOException {
        pack = shared.resolve("sub/mine.lanewise");
        PackFile.write(pack, PackCompiler.compile(config));
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        LegalSchedule best = ScheduleSpace.of(WORKLOAD, Target.AVX512).admit(SampleConfigs.BEST);
        KernelPack read = PackFile.read(pack);
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.classFile(best).orElseThrow()).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
        assertThat(read.source(best).orElseThrow()).contains("lanewise show " + WORKLOAD);
        assertThat(read.kernels().keySet())
                .isEqualTo(PackCompiler.compile(config).kernels().keySet())
                .allMatch(name -> name.startsWith("kernels/" + WORKLOAD + "/K_"));
    }

    @Test
    void aPackHoldsTheDefaultKernelsOfJvmsThatAreHeldToNarrowerVectors() throws IOException {
        Target here = config.machine().target();
        KernelPack read = PackFile.read(pack);
        for (int bits : new int[] {128, 256, 512}) {
            if (bits <= here.vectorBits()) {
                ScheduleSpace space = ScheduleSpace.of(WORKLOAD, here.heldTo(bits));
                assertThat(read.classFile(space.requireDefault())).isPresent();
                assertThat(read.classFile(space.checkedDefault().orElseThrow())).isPresent();
            }
        }
    }

    @Test
    void classFilesAreOfTheOldestJavaThatKernelsRunOn() throws IOException {
        assertThat(PackFile.read(pack).kernels())
                .anySatisfy((name, content) -> {
                    assertThat(name).endsWith(".class");
                    assertThat(content).startsWith(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 69);
                });
    }

    @Test
    void aPackHoldsTheDefaultKernelsOfOtherTargetsThatAreNamed() {
        Target narrow = Target.parse("avx2,bits=128,masks=no");
        LegalSchedule plain = ScheduleSpace.of(WORKLOAD, narrow).requireDefault();
        LegalSchedule wide = ScheduleSpace.of(WORKLOAD, Target.AVX2).requireDefault();
        KernelPack more = PackCompiler.compile(config, List.of(narrow, Target.AVX2));
        assertThat(more.classFile(plain)).isPresent();
        assertThat(more.classFile(wide)).isPresent();
        assertThat(more.kernels().keySet())
                .containsAll(PackCompiler.compile(config).kernels().keySet());
    }

    @Test
    void exportingTwiceGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.lanewise");
        PackFile.write(again, PackCompiler.compile(config));
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(pack));
    }

    @Test
    void aPartThatIsNotWhatItsChecksumSaysIsRefused() throws IOException {
        for (String kind : List.of(".class", ".java", "best.json")) {
            Map<String, byte[]> parts = parts();
            String name = parts.keySet().stream().filter(n -> n.endsWith(kind)).findFirst().get();
            parts.get(name)[100] ^= 1;
            refused(zip(parts), name + " in ", "is not what its checksum says");
        }
    }

    @Test
    void aMissingPartAndAnAddedOneAreRefused() throws IOException {
        Map<String, byte[]> fewer = parts();
        fewer.keySet().removeIf(name -> name.endsWith(".class"));
        refused(zip(fewer), "other parts than its manifest names");
        Map<String, byte[]> more = parts();
        more.put("kernels/extra.class", new byte[4]);
        refused(zip(more), "other parts than its manifest names");
    }

    @Test
    void aResultThatIsLeftOverAndAMachineThatIsThereTwiceAreRefused() throws IOException {
        SortedMap<String, byte[]> gap = Packs.parts(pack);
        gap.put("best-3.json", gap.get("best.json"));
        refused(Packs.zip(Packs.signed(gap)), "best-3.json in ", "best.json as its last result");
        SortedMap<String, byte[]> twice = Packs.parts(pack);
        twice.put("best-2.json", twice.get("best.json"));
        refused(Packs.zip(Packs.signed(twice)), "Two of its results are of one machine.");
        assertThatThrownBy(() -> PackCompiler.compile(List.of(config, config), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTruncatedPackIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(pack);
        for (int length : new int[] {5, 100, whole.length / 2, whole.length - 1}) {
            refused(Arrays.copyOf(whole, length), "damaged or cut short");
        }
    }

    @Test
    void aFlippedBitIsRefusedOrHasChangedNothingThatCounts() throws IOException {
        byte[] whole = Files.readAllBytes(pack);
        int refused = 0;
        for (int place = 0; place < whole.length; place += STEP) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 16;
            Path changed = Files.write(folder.resolve("flipped.lanewise"), flipped);
            try {
                KernelPack read = PackFile.read(changed);
                assertThat(read.config()).isEqualTo(config);
                PackFile.write(changed, read);
                assertThat(Files.readAllBytes(changed)).isEqualTo(whole);
            } catch (IOException noticed) {
                refused++;
            }
        }
        // The rest are times, attributes and the like.
        assertThat(refused).isGreaterThan(whole.length / STEP * 3 / 4);
    }

    @Test
    void anArchiveOfAnotherKindIsRefused() throws IOException {
        refused(
                zip(Map.of("META-INF/MANIFEST.MF", new byte[10])),
                "is a zip archive but not a kernel pack");
        refused(
                zip(Map.of("manifest.json", "[1".getBytes(StandardCharsets.UTF_8))),
                "is a zip archive but not a kernel pack");
    }

    @Test
    void aNewerFormatIsRefusedWithTheRemedy() throws IOException {
        Map<String, byte[]> parts = parts();
        parts.compute(
                "manifest.json",
                (name, json) ->
                        new String(json, StandardCharsets.UTF_8)
                                .replaceFirst("\"format\": *" + PackFile.FORMAT, "\"format\": 99")
                                .getBytes(StandardCharsets.UTF_8));
        refused(zip(parts), "has format 99", "update Lanewise");
    }

    @Test
    void aFileThatIsNeitherPackNorJsonIsRefused() throws IOException {
        refused(new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1}, "not a best-configuration file");
        refused(new byte[0], "not a best-configuration file");
    }

    private void refused(byte[] file, String... words) throws IOException {
        Path changed = Files.write(folder.resolve("changed.lanewise"), file);
        assertThatThrownBy(() -> TunedKernels.load(changed).close())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(words)
                .message()
                .contains("changed.lanewise")
                .endsWith(".")
                .doesNotContain("\n");
    }

    private static Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private byte[] zip(Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return Files.readAllBytes(file);
    }
}
