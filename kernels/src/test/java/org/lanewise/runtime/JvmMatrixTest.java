package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.host.MachineProbe;
import org.lanewise.target.Target;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/**
 * One pack in JVMs of all kinds: right everywhere, never slower than the scalar kernel in the same
 * JVM, and every difference from the JVM it was made for is named. Prints a line for each.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class JvmMatrixTest {
    /** More is not measurement noise. */
    private static final double SLOWEST = 1.2;

    /** Vectors in registers are far below it, on the heap or interpreted far above. */
    private static final double VECTORS = 0.5;

    /** Whether {@code -XX:UseAVX=2} narrows this processor's vectors. */
    private static final boolean WIDE =
            MachineProbe.detect().vectorBits() > Target.AVX2.vectorBits();

    /** JVMs whose JIT compiles the first layer's vectors. */
    private static final Set<String> COMPILING =
            Set.of(
                    "default",
                    "Serial",
                    "ZGC",
                    "no FMA",
                    "AVX2",
                    "Graal",
                    "plugin",
                    "no folder for temporary files");

    /**
     * JVMs in which no kernel becomes fast, and each takes seconds to be found slow: one is run.
     */
    private static final Set<String> HOPELESS =
            Set.of("interpreted", "no profile", "small methods only");

    private static final Workload BLOCKED = Workload.parse("32x20x20_k3_s1_p1_nchw8c_bias_relu");
    private static final Workload PLAIN = Workload.parse("32x14x14_k3_s1_p1_nchw");

    @TempDir private static Path folder;

    private static Path pack = Path.of("");
    private static Path first = Path.of("");

    /**
     * A kind of JVM.
     *
     * @param name what it is called
     * @param said what the explanation of each layer must contain
     * @param flags makes it so
     */
    record Cell(String name, String said, String... flags) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void export() throws IOException {
        pack = Packs.of(SampleConfigs.here(BLOCKED, PLAIN), folder.resolve("two.lanewise"));
        first = Packs.of(SampleConfigs.here(BLOCKED), folder.resolve("one.lanewise"));
    }

    static Stream<Cell> cells() {
        String bare = "--limit-modules=java.base,jdk.incubator.vector,jdk.management";
        String narrowed = WIDE ? "and is avx2" : "and is [-XX:UseAVX=2]";
        return Stream.of(
                new Cell("default", "tuned: on this machine and JVM."),
                new Cell("Serial", "collector was G1 and is Serial", "-XX:+UseSerialGC"),
                new Cell("ZGC", "collector was G1 and is Z", "-XX:+UseZGC"),
                new Cell("no FMA", "fma", "-XX:-UseFMA"),
                new Cell("AVX2", narrowed, "-XX:UseAVX=2"),
                new Cell("SSE", "fma", "-XX:UseAVX=0"),
                new Cell("interpreted", "-Xint", "-Xint"),
                new Cell("C1", "C1 alone", "-XX:TieredStopAtLevel=1"),
                new Cell("no compiler", "the module jdk.jfr is missing here", bare),
                new Cell("no FMA, no compiler", "of narrower vectors", "-XX:-UseFMA", bare),
                new Cell("AVX2, no compiler", narrowed, "-XX:UseAVX=2", bare),
                new Cell(
                        "no profile",
                        "but the list of JVM flags was [] and is [-XX:-P",
                        "-XX:-ProfileInterpreter"),
                new Cell(
                        "small methods only",
                        "but the list of JVM flags was [] and is [-XX:MaxN",
                        "-XX:MaxNodeLimit=4000",
                        "-XX:NodeLimitFudgeFactor=500"),
                new Cell(
                        "Graal",
                        "the list of JVM flags was [] and is [-XX:+EnableJVMCI, -XX:+UseJVMCICompiler]",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+EnableJVMCI",
                        "-XX:+UseJVMCICompiler",
                        "--module-path=target/graal",
                        "--upgrade-module-path=target/graal/compiler.jar"),
                new Cell("plugin", "tuned: on this machine and JVM.", "plugin"),
                new Cell(
                        "no folder for temporary files",
                        "tuned: on this machine and JVM.",
                        "-Djava.io.tmpdir=/proc/nowhere"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyJvmGetsRightResultsAtLeastAsFastAsScalarOnes(Cell cell) {
        List<String> layers =
                output(cell).lines().filter(line -> line.startsWith("layer ")).toList();
        assertThat(layers).as(cell.name()).hasSize(hopeless(cell) ? 1 : 2);
        if (compiles(cell)) {
            assertThat(Double.parseDouble(layers.getFirst().split(" ", 4)[2]))
                    .as(cell.name())
                    .isLessThan(VECTORS);
        }
        for (String layer : layers) {
            String[] words = layer.split(" ", 4);
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "%-30s %s, %s of the scalar time: %s",
                            cell.name(),
                            words[1],
                            words[2],
                            words[3]));
            assertThat(words[1]).as(layer).isEqualTo("right");
            assertThat(Double.parseDouble(words[2])).as(layer).isLessThan(SLOWEST);
            assertThat(words[3].toLowerCase(Locale.ROOT))
                    .contains(cell.said().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A target of its own brings a default schedule, which needs no directives to be compiled; the
     * tuned one, which a processor of that target runs, does.
     */
    private static boolean compiles(Cell cell) {
        return COMPILING.contains(cell.name()) || (WIDE && cell.name().equals("AVX2, no compiler"));
    }

    private static boolean hopeless(Cell cell) {
        return HOPELESS.contains(cell.name());
    }

    private static String output(Cell cell) {
        String file = (hopeless(cell) ? first : pack).toString();
        List<String> flags = new ArrayList<>(Arrays.asList(cell.flags()));
        ChildJvm.Result child =
                flags.remove("plugin")
                        ? ChildJvm.run(
                                flags,
                                Map.of(),
                                PluginMain.class,
                                "url",
                                System.getProperty("java.class.path"),
                                MatrixCellMain.class.getName(),
                                file)
                        : ChildJvm.run(flags, Map.of(), MatrixCellMain.class, file);
        assertThat(child.exitCode()).as(child.output()).isZero();
        return child.output();
    }
}
