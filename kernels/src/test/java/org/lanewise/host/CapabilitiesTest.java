package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.check.ApplicationView;
import org.lanewise.target.Target;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** JVMs as their flags make them: what each is said to lack, and what it gets of a pack. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class CapabilitiesTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c");

    @TempDir private static Path folder;

    private static Path pack = Path.of("");

    @BeforeAll
    static void export() throws IOException {
        pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
    }

    private static String view(String flags, Map<String, String> environment) {
        ChildJvm.Result child =
                ChildJvm.run(
                        Arrays.asList(flags.split(" ")),
                        environment,
                        ApplicationView.class,
                        pack.toString());
        assertThat(child.exitCode()).as(child.output()).isZero();
        return child.output();
    }

    private static String view(String flags) {
        return view(flags, Map.of());
    }

    @Test
    void aJvmLikeTheTunedOneLacksNothingAndGetsWhatWasPromised() {
        assertThat(view("-showversion"))
                .contains("ok       layer0", "tuned: on this machine and JVM")
                .doesNotContain("MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "-Xint, interprets all code",
        "-XX:TieredStopAtLevel=0, interprets all code",
        "-XX:TieredStopAtLevel=1, C1 alone",
        "-XX:TieredStopAtLevel=2, C1 alone",
        "-XX:TieredStopAtLevel=3, C1 alone",
        "-XX:CompilationMode=quick-only, C1 alone",
        "-XX:MaxVectorSize=8, no vectors of 128 bits",
        "-XX:MaxVectorSize=4, no vectors of 128 bits"
    })
    void aJvmWithoutC2OrVectorsRunsScalarAndSaysWhy(String flag, String words) {
        assertThat(view(flag)).contains("MISSING", "differs  layer0", "the scalar kernel", words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:-UseCompiler",
                "-XX:-Inline",
                "-XX:CompileCommand=exclude,jdk.incubator.vector.*::*"
            })
    void aJvmWhoseFlagsLeaveDoubtIsTried(String flag) {
        assertThat(view(flag))
                .contains("the scalar kernel", "does not compile vectors, as a trial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseFMA", "-XX:UseAVX=0"})
    void aJvmWithoutMultiplyAddSaysSoAndIsNeverPromisedAnything(String flag) {
        assertThat(view(flag))
                .contains("MISSING  This JVM has no multiply-add instruction", "differs  layer0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "Z", "Shenandoah"})
    void anotherCollectorIsNamed(String collector) {
        assertThat(view("-XX:+Use" + collector + "GC"))
                .contains("on this processor, but the collector was")
                .contains("and is " + collector);
    }

    @Test
    void aCollectorThatTheJvmChoosesItselfIsNamedLikeOneThatWasAskedFor() {
        // On one processor HotSpot takes the serial collector.
        assertThat(view("-XX:ActiveProcessorCount=1"))
                .contains("the collector was G1 and is Serial");
    }

    @Test
    void whatIsNotKnownOfAJvmIsADifferenceToo() {
        assertThat(view("--limit-modules=java.base,jdk.incubator.vector"))
                .contains("MISSING  This JVM lacks the module jdk.management")
                .contains("the collector was G1 and is not known");
    }

    @Test
    void aJvmThatTakesNoDirectivesSaysSoOnceAndIsNotPromisedTheSame() {
        assertThat(view("--limit-modules=java.base,jdk.incubator.vector,jdk.management"))
                .containsOnlyOnce("lacks the module jdk.jfr")
                .contains("on this processor, but the module jdk.jfr is missing here");
    }

    @Test
    void flagsOfTheEnvironmentCountAsThoseOfTheCommandLine() {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC");
        assertThat(view("-showversion", environment)).contains("and is Serial");
        assertThat(view("--limit-modules=java.base,jdk.incubator.vector", environment))
                .contains("and is Serial");
    }

    @Test
    void narrowerVectorsWithoutACompilerAreVectorsStill() {
        String bare = "--limit-modules=java.base,jdk.incubator.vector,jdk.management";
        if (MachineProbe.detect().vectorBits() > Target.AVX2.vectorBits()) {
            assertThat(view("-XX:UseAVX=2 " + bare)).contains("the default, untuned");
        }
        assertThat(view("-XX:UseAVX=1 " + bare)).contains("the default, untuned");
    }
}
