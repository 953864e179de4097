package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.Machine;
import org.lanewise.host.Capabilities;
import org.lanewise.host.Host;
import org.lanewise.host.Lack;
import org.lanewise.host.MachineProbe;
import org.lanewise.reference.SeededData;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.testkit.Warnings;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Workload;

/**
 * Whatever keeps a tuned kernel from running: the application gets a right convolution and hears of
 * it as it has chosen.
 */
class FallbackTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final Workload UNTUNED = Workload.parse("48x7x7_k3_s1_p1_nchw8c");

    @TempDir private static Path folder;

    private static Path pack = Path.of("");
    private static Path json = Path.of("");

    /**
     * What may be in the way.
     *
     * @param what it is
     * @param file the file that is loaded
     * @param here where
     * @param workload what is asked for
     * @param level what it comes to
     * @param words what is said of it
     */
    record Cause(
            String what,
            Path file,
            Supplier<Host> here,
            Workload workload,
            Level level,
            String... words) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    static void export() throws IOException {
        pack = Packs.of(SampleConfigs.here(TUNED), folder.resolve("mine.lanewise"));
        json = json("mine.json", SampleConfigs.here(TUNED));
    }

    private static Path json(String name, BestConfig config) throws IOException {
        Path file = folder.resolve(name);
        BestConfigFile.write(file, config);
        return file;
    }

    private static Supplier<Host> here(Lack... lacks) {
        Set<Lack> all = EnumSet.noneOf(Lack.class);
        all.addAll(Capabilities.ofThisJvm().lacks());
        all.addAll(List.of(lacks));
        return () -> new Host(new Capabilities(all), Optional.of(MachineProbe.detect()));
    }

    private static Supplier<Host> withoutFma(Lack... lacks) {
        Machine here = MachineProbe.detect();
        Machine plain =
                new Machine(
                        here.cpu(),
                        here.target().withFma(false).toString(),
                        here.vectorBits(),
                        here.cores(),
                        here.os(),
                        here.jdk(),
                        here.jvmFlags());
        Set<Lack> all = EnumSet.of(Lack.FMA);
        all.addAll(List.of(lacks));
        return () -> new Host(new Capabilities(all), Optional.of(plain));
    }

    private static Path anotherMachines() throws IOException {
        Machine other = new Machine("Other", "sve", 256, 1, "Linux", "another", List.of());
        return json("other.json", SampleConfigs.on(other, TUNED));
    }

    private static List<Cause> causes() throws IOException {
        Path newer = Packs.withClassFiles(pack, "newer.lanewise", Packs::ofNewerJava);
        Path noClass = Packs.withClassFiles(pack, "none.lanewise", FallbackTest::noClass);
        Lack noJavac = Lack.JAVA_COMPILER;
        Level scalar = Level.SCALAR;
        Level plain = Level.DEFAULT_SCHEDULE;
        Level objects = Level.VECTORS_NOT_COMPILED;
        return List.of(
                new Cause("not tuned", pack, here(), UNTUNED, plain, "not among the workloads"),
                new Cause(
                        "not tuned, no compiler",
                        pack,
                        here(noJavac),
                        UNTUNED,
                        scalar,
                        "not among the workloads",
                        "its default kernel is not in the pack, and there is no compiler"),
                new Cause(
                        "another epilogue, no compiler",
                        pack,
                        here(noJavac),
                        TUNED.withEpilogue(Epilogue.NONE.clamped(0, 6)),
                        scalar,
                        "not among the workloads",
                        "its default kernel is not in the pack, and there is no compiler"),
                new Cause("other vectors", anotherMachines(), here(), TUNED, plain, "tuned for"),
                new Cause(
                        "in no pack, no compiler",
                        json,
                        here(noJavac),
                        TUNED,
                        scalar,
                        "its tuned kernel is in no pack, and there is no compiler"),
                new Cause(
                        "packed by a newer Java, no compiler",
                        newer,
                        here(noJavac),
                        TUNED,
                        scalar,
                        "in the pack needs Java " + (Runtime.version().feature() + 1),
                        "and there is no compiler"),
                new Cause(
                        "no class in the pack, no compiler",
                        noClass,
                        here(noJavac),
                        TUNED,
                        scalar,
                        "in the pack is none that this JVM takes"),
                new Cause(
                        "no native access",
                        pack,
                        here(Lack.NATIVE_ACCESS),
                        TUNED,
                        plain,
                        "--enable-native-access"),
                new Cause(
                        "no Vector API",
                        pack,
                        here(Lack.VECTOR_API),
                        TUNED,
                        scalar,
                        "--add-modules jdk.incubator.vector"),
                new Cause("no FMA", pack, withoutFma(), TUNED, plain, "no multiply-add"),
                new Cause(
                        "no FMA, no compiler",
                        pack,
                        withoutFma(noJavac),
                        TUNED,
                        plain,
                        "no multiply-add",
                        "this is the one of narrower vectors"),
                new Cause("interpreted", pack, here(Lack.JIT), TUNED, objects, "-Xint"),
                new Cause("C1 alone", pack, here(Lack.C2), TUNED, objects, "C1 alone"),
                new Cause(
                        "boxed vectors",
                        pack,
                        here(Lack.COMPILED_VECTORS),
                        TUNED,
                        objects,
                        "does not compile vectors"),
                new Cause(
                        "unknown machine",
                        pack,
                        () -> {
                            throw new IllegalStateException("This machine cannot be examined: x");
                        },
                        TUNED,
                        scalar,
                        "cannot be examined"));
    }

    static Stream<Arguments> causesAndFallbacks() throws IOException {
        return causes().stream()
                .flatMap(cause ->
                        Stream.of(Fallback.values())
                                .map(fallback -> Arguments.of(cause, fallback)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("causesAndFallbacks")
    void theApplicationGetsWhatItHasChosenWhateverTheCause(Cause cause, Fallback fallback)
            throws IOException {
        LoadOptions options = LoadOptions.DEFAULT.with(fallback);
        try (Warnings warnings = new Warnings();
                TunedKernels kernels = TunedKernels.load(cause.file(), options, cause.here())) {
            switch (fallback) {
                case FAIL -> {
                    assertThatThrownBy(() -> convolve(kernels, cause))
                            .isInstanceOf(FallbackException.class)
                            .hasMessageContainingAll(cause.words())
                            .message()
                            .endsWith(".")
                            .doesNotContain("\n");
                    assertThat(warnings.messages()).isEmpty();
                }
                case WARN -> {
                    convolve(kernels, cause);
                    assertThat(warnings.messages())
                            .singleElement()
                            .asString()
                            .contains(cause.words());
                }
                case SILENT -> {
                    convolve(kernels, cause);
                    assertThat(warnings.messages()).isEmpty();
                }
            }
        }
    }

    /** And what was explained before is what runs. */
    private static void convolve(TunedKernels kernels, Cause cause) {
        Workload workload = cause.workload();
        assertThat(kernels.level(workload)).isEqualTo(cause.level());
        String explained = kernels.explain(workload);
        assertThat(explained).contains(cause.words());
        SeededData data = SeededData.of(workload, 1);
        try (DepthwiseConv conv = kernels.depthwise(workload, data.weights())) {
            assertThat(conv.explain()).isEqualTo(explained);
            RightRuns.assertRight(conv, data);
        }
    }

    @ParameterizedTest
    @MethodSource("packsThatMustBeCompiledAnew")
    void whatAPackDoesNotGiveIsCompiledHere(Path file) throws IOException {
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.FAIL);
        try (TunedKernels kernels = TunedKernels.load(file, options)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.EXACT_MACHINE);
            kernels.depthwise(TUNED, new float[20 * 9]).close();
        }
    }

    static List<Path> packsThatMustBeCompiledAnew() throws IOException {
        return List.of(
                Packs.withClassFiles(pack, "newer.lanewise", Packs::ofNewerJava),
                Packs.withClassFiles(pack, "none.lanewise", FallbackTest::noClass));
    }

    private static byte[] noClass(byte[] classFile) {
        return new byte[] {1, 2, 3};
    }
}
