package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFlagsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx64m",
                "-Xlog:gc",
                "-Dany=thing",
                "-XX:MaxHeapSize=1g",
                "-XX:MaxRAMPercentage=50",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:CICompilerCount=3",
                "-XX:CompileCommand=quiet",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ActiveProcessorCount=2",
                "-XX:-UseSerialGC",
                "--add-modules=jdk.incubator.vector"
            })
    void whatChangesNoCodeIsLeftOut(String flag) {
        assertThat(JvmFlags.of(List.of(flag), Optional.of("G1"))).containsExactly("-XX:+UseG1GC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-Xcomp",
                "-XX:UseAVX=2",
                "-XX:-UseFMA",
                "-XX:MaxVectorSize=32",
                "-XX:+UseJVMCICompiler",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileCommand=exclude,a.B::c",
                "-XX:-UseCompressedOops",
                "-XX:+UseTransparentHugePages",
                "-XX:SomeFlagOfTheFuture=7",
                "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
            })
    void whatMayChangeCodeIsNamed(String flag) {
        assertThat(JvmFlags.of(List.of(flag, flag), Optional.empty())).containsExactly(flag);
        assertThat(JvmFlags.others(List.of(flag, "-XX:+UseZGC"))).containsExactly(flag);
    }

    @Test
    void aJitThatTheJvmChoseItselfCountsAsIfItHadBeenAskedFor() {
        String flag = "-XX:+UseJVMCICompiler";
        Optional<String> serial = Optional.of("Serial");
        for (List<String> given : List.of(List.of(flag), List.<String>of())) {
            assertThat(JvmFlags.of(JvmFlags.withJit(given, Optional.of("true")), serial))
                    .containsExactly(flag, "-XX:+UseSerialGC");
        }
        for (Optional<String> value : List.of(Optional.of("false"), Optional.<String>empty())) {
            assertThat(JvmFlags.of(JvmFlags.withJit(List.of(), value), serial))
                    .containsExactly("-XX:+UseSerialGC");
        }
    }

    @Test
    void theCollectorInForceCountsOrTheLastOneAskedFor() {
        List<String> flags = List.of("-XX:+UseG1GC", "-XX:+UseZGC");
        assertThat(JvmFlags.of(flags, Optional.of("Serial"))).containsExactly("-XX:+UseSerialGC");
        assertThat(JvmFlags.of(flags, Optional.empty())).containsExactly("-XX:+UseZGC");
        assertThat(JvmFlags.collector(flags)).contains("Z");
        assertThat(JvmFlags.collector(List.of("-XX:-UseZGC"))).isEmpty();
    }
}
