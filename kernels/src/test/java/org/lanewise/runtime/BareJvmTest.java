package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.host.TargetProbe;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** JVMs that lack what a developer's JDK has. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class BareJvmTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final String UNTUNED = "24x7x7_k3_s1_p1_nchw8c";
    private static final String NO_COMPILER = "--limit-modules=java.base,jdk.incubator.vector";

    /** Large enough that an interpreted run would be seen. */
    private static final Workload LARGE = Workload.parse("32x112x112_k3_s1_p1_nchw16c");

    private static final Workload BANDED = Workload.parse("64x112x112_k3_s2_p1_nchw16c");

    @TempDir private Path folder;

    private Path pack() throws IOException {
        Path file = folder.resolve("mine.lanewise");
        PackFile.write(file, PackCompiler.compile(SampleConfigs.here(WORKLOAD)));
        return file;
    }

    private Path json() throws IOException {
        Path file = folder.resolve("mine.json");
        BestConfigFile.write(file, SampleConfigs.here(WORKLOAD));
        return file;
    }

    private static String output(String flag, Path file, Object... words) {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        for (Object word : words) {
            arguments.add(word.toString());
        }
        ChildJvm.Result result =
                ChildJvm.run(
                        List.of(flag),
                        Map.of(),
                        RunOnceMain.class,
                        arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("NoClassDefFoundError").doesNotContain("\tat ");
        return result.output();
    }

    @Test
    void aPackNeedsNoModuleButTheVectorApi() throws IOException {
        // Which collector it has is then not known, and may cost time.
        assertThat(output(NO_COMPILER, pack(), WORKLOAD, Fallback.FAIL))
                .contains("level SAME_PROCESSOR", "and is not known", "right");
    }

    @Test
    void whatIsWarmStaysCompiledOnMemoryOfEveryArena() throws IOException {
        Schedule checked =
                ScheduleSpace.of(LARGE, TargetProbe.detect())
                        .checkedDefault()
                        .orElseThrow()
                        .schedule();
        assertThatWarmRunsAllocateNothing(LARGE, checked);
    }

    /** Repeated, because code that is thrown away later is so in about every other JVM. */
    @RepeatedTest(3)
    void whatIsWarmStaysCompiledThoughTasksPassSomeLoopsBy() throws IOException {
        // Its tasks are rows of tiles; only the first meets the upper border, and none but that.
        Schedule banded =
                Schedule.parse(
                        "c" + MachineProbe.detect().vectorBits() + "_b4_t4x2_chw_taps_reload_raw");
        assertThatWarmRunsAllocateNothing(BANDED, banded);
    }

    private void assertThatWarmRunsAllocateNothing(Workload workload, Schedule schedule)
            throws IOException {
        BestConfig plain = SampleConfigs.here(workload);
        TunedLayer layer = plain.layers().getFirst();
        Path pack = folder.resolve("warm.lanewise");
        PackFile.write(
                pack,
                PackCompiler.compile(
                        new BestConfig(
                                plain.machine(),
                                plain.suite(),
                                plain.cache(),
                                plain.peakGflops(),
                                List.of(
                                        new TunedLayer(
                                                layer.layer(),
                                                workload,
                                                schedule,
                                                layer.bestTime(),
                                                schedule,
                                                layer.defaultTime())))));
        assertThat(output("-showversion", pack, workload, Fallback.FAIL, "warm").lines())
                .filteredOn(line -> line.startsWith("allocated"))
                .containsOnly("allocated 0")
                .hasSize(4);
    }

    @Test
    void warmUpEndsWhereNobodyCountsAllocations() throws IOException {
        assertThat(output(NO_COMPILER, pack(), WORKLOAD, Fallback.FAIL, "warm"))
                .contains("Ready", "right");
    }

    @Test
    void withoutACompilerWhatThePackLacksRunsScalarWithTheReason() throws IOException {
        assertThat(output(NO_COMPILER, pack(), UNTUNED, Fallback.WARN))
                .contains("level SCALAR", "WARNING", "there is no compiler", "right");
        assertThat(output(NO_COMPILER, json(), WORKLOAD, Fallback.FAIL))
                .contains("refused: ", "there is no compiler");
    }

    @Test
    void withoutNativeAccessTheDefaultKernelRunsOrOneSentenceSaysWhatToDo() throws IOException {
        String none = ChildJvm.NO_NATIVE_ACCESS;
        assertThat(output(none, pack(), WORKLOAD, Fallback.WARN))
                .contains("level DEFAULT_SCHEDULE", "WARNING", "--enable-native-access", "right");
        assertThat(output(none, pack(), WORKLOAD, Fallback.FAIL))
                .contains("refused: ", "--enable-native-access")
                .doesNotContain("right");
    }

    @Test
    void withoutTheVectorApiTheScalarKernelRunsOrOneSentenceSaysWhatToDo() throws IOException {
        String none = "--limit-modules=java.base,jdk.management,jdk.compiler";
        assertThat(withoutVectors(none, Fallback.WARN))
                .contains("level SCALAR", "WARNING", "--add-modules jdk.incubator.vector", "right");
        assertThat(withoutVectors(none, Fallback.SILENT)).contains("right").doesNotContain("WARN");
        assertThat(withoutVectors(none, Fallback.FAIL))
                .contains("refused: ", "--add-modules jdk.incubator.vector")
                .doesNotContain("right");
    }

    @Test
    void vectorsThatAreSwitchedOffMeanTheScalarKernelAndTheReason() throws IOException {
        String words = "vectors are switched off (lanewise.vector=off); start it without";
        assertThat(output("-Dlanewise.vector=off", pack(), WORKLOAD, Fallback.SILENT))
                .contains("level SCALAR", words, "right");
        assertThat(output("-Dlanewise.vector=off", pack(), WORKLOAD, Fallback.FAIL))
                .contains("refused: ", words);
    }

    private String withoutVectors(String flag, Fallback fallback) throws IOException {
        ChildJvm.Result result =
                ChildJvm.runWithoutVectors(
                        List.of(flag),
                        RunOnceMain.class,
                        pack().toString(),
                        WORKLOAD.toString(),
                        fallback.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("NoClassDefFoundError").doesNotContain("\tat ");
        return result.output();
    }
}
