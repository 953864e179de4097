package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.FencedRun;

/**
 * Kernels with raw access touch no byte outside their buffers, neither interpreted nor compiled:
 * the pages around the buffers are forbidden, and a JVM of its own would die.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FencedMemoryTest {
    private static final String KERNELS = "org/lanewise/generated/K_*.*";
    private static final long SEED = Long.getLong("lanewise.fuzz.seed", 20261122);

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void rawKernelsStayInsideTheirBuffers(long more) {
        expectAllRight(SEED + more, "8");
    }

    @Test
    @EnabledIfSystemProperty(named = "lanewise.exhaustive", matches = "true")
    void manyRawKernelsStayInsideTheirBuffers() {
        expectAllRight(SEED, "200");
    }

    @Test
    @EnabledIfSystemProperty(named = "lanewise.exhaustive", matches = "true")
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void rawKernelsStayInsideTheirBuffersWithoutMaskedLoads() {
        expectAllRight(SEED, "20", "-XX:UseAVX=0");
    }

    private static void expectAllRight(long seed, String kernels, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(
                List.of(
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=CompileThresholdScaling," + KERNELS + ",0.01",
                        "-XX:CompileCommand=BackgroundCompilation," + KERNELS + ",false"));
        ChildJvm.Result result =
                ChildJvm.run(arguments, Map.of(), FencedRun.class, Long.toString(seed), kernels);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("all right: " + kernels + " kernels");
        System.out.println("fenced memory, seed " + seed + ": " + lastLine(result.output()));
    }

    private static String lastLine(String output) {
        return output.lines().reduce("", (before, line) -> line);
    }
}
