package org.lanewise.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.codegen.KernelSource;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.KernelTester;

class KernelCompilerTest {
    private static final LegalSchedule LEGAL =
            KernelTester.legal("16x4x4_k1_nchw16c", "c128_b1_t1x1_chw_taps_reload_raw");

    @Test
    void refusedSourceIsExplainedWithTheNumberedLine() {
        KernelSource right = KernelSource.of(LEGAL);
        String text = right.text().replace("return 1;", "return nonsense;");
        int number = text.lines().toList().indexOf("        return nonsense;") + 1;
        assertThat(number).isPositive();
        try (KernelCompiler compiler = new KernelCompiler()) {
            assertThatExceptionOfType(KernelCompileException.class)
                    .isThrownBy(() ->
                            compiler.compile(
                                    new KernelSource(
                                            right.source(),
                                            right.className(),
                                            text,
                                            right.tasks())))
                    .withMessageStartingWith(right.className() + " does not compile:")
                    .withMessageContaining("cannot find symbol")
                    .withMessageContaining("\n" + number + ":         return nonsense;");
        }
    }

    @Test
    void kernelsThatAreCompiledTogetherAreTheSameBytesAsAlone() {
        KernelSource one = KernelSource.of(LEGAL);
        KernelSource other =
                KernelSource.of(
                        ScheduleSpace.of(LEGAL.workload(), Target.AVX512)
                                .admit(Schedule.parse("c128_b1_t1x1_chw_none_reload_raw")));
        try (KernelCompiler compiler = new KernelCompiler()) {
            assertThat(compiler.classFiles(List.of(one, other)))
                    .containsExactly(compiler.classFile(one), compiler.classFile(other));
        }
    }

    @Test
    void aCompilerGoesOnAfterARefusal() {
        KernelSource right = KernelSource.of(LEGAL);
        KernelSource wrong =
                new KernelSource(right.source(), right.className(), "class", right.tasks());
        try (KernelCompiler compiler = new KernelCompiler()) {
            assertThatExceptionOfType(KernelCompileException.class)
                    .isThrownBy(() -> compiler.compile(wrong));
            assertThat(compiler.compile(right).kernel().tasks()).isEqualTo(1);
        }
    }

    @Test
    void aCompiledKernelCarriesItsClassFile() {
        try (KernelCompiler compiler = new KernelCompiler()) {
            CompiledKernel compiled = compiler.compile(KernelSource.of(LEGAL));
            assertThat(KernelDefiner.define(compiled.classFile()).tasks())
                    .isEqualTo(compiled.source().tasks());
        }
    }

    @Test
    void bytesThatAreNoKernelAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> KernelDefiner.define(new byte[] {1, 2, 3}));
    }

    @Test
    void kernelsOfOneNameLiveSideBySide() {
        try (KernelCompiler compiler = new KernelCompiler()) {
            KernelSource source = KernelSource.of(LEGAL);
            CompiledKernel first = compiler.compile(source);
            CompiledKernel second = compiler.compile(source);
            assertThat(first.kernel().getClass()).isNotSameAs(second.kernel().getClass());
            assertThat(first.classFile()).isEqualTo(second.classFile());
            assertThat(first.kernel().getClass().isHidden()).isTrue();
        }
    }
}
