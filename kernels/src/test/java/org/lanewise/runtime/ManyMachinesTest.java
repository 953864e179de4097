package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.host.Capabilities;
import org.lanewise.host.Host;
import org.lanewise.host.Lack;
import org.lanewise.host.MachineProbe;
import org.lanewise.pack.KernelPack;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.reference.SeededData;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** One pack serves several machines, and without a compiler more than what was tuned. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ManyMachinesTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final Workload ELSEWHERE = Workload.parse("24x7x7_k3_s1_p1_nchw8c");
    private static final Machine HERE = MachineProbe.detect();

    @TempDir private Path folder;

    private static Machine machine(String cpu, int processors, List<String> flags) {
        return new Machine(
                cpu,
                HERE.stepping(),
                HERE.hypervisor(),
                HERE.isa(),
                HERE.vectorBits(),
                processors,
                HERE.os(),
                HERE.jdk(),
                flags);
    }

    private static Supplier<Host> without(Machine machine, Lack... lacks) {
        Set<Lack> all = EnumSet.noneOf(Lack.class);
        all.addAll(Capabilities.ofThisJvm().lacks());
        all.addAll(List.of(lacks));
        return () -> new Host(new Capabilities(all), Optional.of(machine));
    }

    private TunedKernels load(List<BestConfig> configs, Supplier<Host> host) throws IOException {
        Path file = folder.resolve("all.lanewise");
        PackFile.write(file, PackCompiler.compile(configs, List.of()));
        return TunedKernels.load(file, LoadOptions.DEFAULT.with(Fallback.SILENT), host);
    }

    @Test
    void theResultsOfAllMachinesComeBackAndWhatTheyShareIsThereOnce() throws IOException {
        List<BestConfig> configs =
                List.of(
                        SampleConfigs.here(TUNED),
                        SampleConfigs.on(machine("Another", 2, List.of()), TUNED, ELSEWHERE));
        Path file = folder.resolve("two.lanewise");
        PackFile.write(file, PackCompiler.compile(configs, List.of()));
        KernelPack read = PackFile.read(file);
        assertThat(read.configs()).isEqualTo(configs);
        assertThat(read.config()).isEqualTo(configs.getFirst());
        Path second = folder.resolve("second.lanewise");
        PackFile.write(second, PackCompiler.compile(configs.getLast()));
        // Its kernels are all that the pack of two has: the first machine's are among them.
        assertThat(file.toFile().length() - second.toFile().length()).isBetween(1L, 2_000L);
    }

    @Test
    void eachMachineGetsWhatIsNearestToIt() throws IOException {
        Machine one = machine("One", 4, List.of("-XX:+UseG1GC"));
        Machine oneOfMore = machine("One", 8, List.of("-XX:+UseG1GC"));
        Machine other = machine("Other", 4, List.of("-XX:+UseG1GC"));
        List<BestConfig> configs =
                List.of(
                        SampleConfigs.on(other, TUNED),
                        SampleConfigs.on(oneOfMore, TUNED),
                        SampleConfigs.on(one, TUNED, ELSEWHERE));
        try (TunedKernels kernels = load(configs, without(one))) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.EXACT_MACHINE);
        }
        try (TunedKernels kernels = load(configs, without(machine("One", 6, one.jvmFlags())))) {
            assertThat(kernels.explain(TUNED))
                    .contains("on this processor, but the number of processors was 8 and is 6");
        }
        try (TunedKernels kernels = load(configs, without(other))) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.EXACT_MACHINE);
            // Only another one was tuned for this.
            assertThat(kernels.level(ELSEWHERE)).isEqualTo(Level.SAME_VECTORS);
            assertThat(kernels.explain(ELSEWHERE)).contains("the processor was One and is Other");
        }
    }

    @Test
    void theTimesOfTheNearestMachineComeFirst() {
        Machine one = machine("One", 4, List.of("-XX:+UseG1GC"));
        Machine other = machine("Other", 4, List.of("-XX:+UseG1GC"));
        List<BestConfig> configs =
                List.of(SampleConfigs.on(other, TUNED), SampleConfigs.on(one, TUNED, ELSEWHERE));
        NearestSelector selector =
                new NearestSelector(
                        configs, without(one), legal -> new Supplied.Refused("is not asked for"));
        assertThat(selector.layers(TUNED))
                .hasSize(2)
                .first()
                .isSameAs(configs.get(1).find(TUNED).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "3x20x9x9_k3_s1_p1_nchw8c_bias_relu, SAME_CONVOLUTION, 'the number of images was 1 and is 3'",
        "20x9x9_k3_s1_p1_nchw8c_relu, SAME_CONVOLUTION, the epilogue was bias relu and is relu",
        "4x20x9x9_k3_s1_p1_nchw8c_relu, SAME_CONVOLUTION, with its own kernel",
        "20x9x9_k3_s1_p1_nchw8c_bias, SCALAR, its kernel ends with bias relu and cannot do else",
        "20x8x8_k3_s1_p1_nchw8c_bias_relu, SCALAR, its neighbour layer0 does not serve: its tuned kernel is not in the pack"
    })
    void withoutACompilerAnothersKernelServesWhereItCanAndElseItIsSaidWhy(
            String text, Level level, String words) throws IOException {
        Workload asked = Workload.parse(text);
        SeededData data = SeededData.of(asked, 5);
        List<BestConfig> configs = List.of(SampleConfigs.here(TUNED));
        try (TunedKernels kernels = load(configs, without(HERE, Lack.JAVA_COMPILER));
                DepthwiseConv conv = kernels.depthwise(asked, data.weights(), data.bias())) {
            assertThat(kernels.level(asked)).isEqualTo(level);
            assertThat(conv.explain()).contains(words);
            RightRuns.assertRight(conv, data);
        }
    }

    @Test
    void aKernelOfSeveralImagesServesTheirMultiplesAlone() throws IOException {
        List<BestConfig> configs =
                List.of(SampleConfigs.here(Workload.parse("2x20x9x9_k3_s1_p1_nchw8c")));
        try (TunedKernels kernels = load(configs, without(HERE, Lack.JAVA_COMPILER))) {
            assertThat(kernels.level(Workload.parse("4x20x9x9_k3_s1_p1_nchw8c")))
                    .isEqualTo(Level.SAME_CONVOLUTION);
            Workload odd = Workload.parse("3x20x9x9_k3_s1_p1_nchw8c");
            assertThat(kernels.level(odd)).isEqualTo(Level.SCALAR);
            assertThat(kernels.explain(odd)).contains("its kernel takes 2 images at a time");
        }
    }
}
