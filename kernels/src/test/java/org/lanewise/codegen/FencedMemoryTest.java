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
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.FencedRun;

/**
 * Kernels with raw access touch no byte outside their buffers, neither interpreted nor compiled:
 * the pages around the buffers are forbidden, and a JVM of its own would die.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class FencedMemoryTest {
    private static final String KERNELS = "org/lanewise/generated/K_*.*";
    private static final String SEED = Long.toString(Long.getLong("lanewise.fuzz.seed", 20261122));

    @Test
    void rawKernelsStayInsideTheirBuffers() {
        expectAllRight("24");
    }

    @Test
    @EnabledIfSystemProperty(named = "lanewise.exhaustive", matches = "true")
    void manyRawKernelsStayInsideTheirBuffers() {
        expectAllRight("200");
    }

    @Test
    @EnabledIfSystemProperty(named = "lanewise.exhaustive", matches = "true")
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void rawKernelsStayInsideTheirBuffersWithoutMaskedLoads() {
        expectAllRight("20", "-XX:UseAVX=0");
    }

    private static void expectAllRight(String kernels, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(
                List.of(
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=CompileThresholdScaling," + KERNELS + ",0.01",
                        "-XX:CompileCommand=BackgroundCompilation," + KERNELS + ",false"));
        ChildJvm.Result result = ChildJvm.run(arguments, Map.of(), FencedRun.class, SEED, kernels);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("all right: " + kernels + " kernels");
        System.out.println("fenced memory, seed " + SEED + ": " + lastLine(result.output()));
    }

    private static String lastLine(String output) {
        return output.lines().reduce("", (before, line) -> line);
    }
}
