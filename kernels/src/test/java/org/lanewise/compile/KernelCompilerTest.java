package org.lanewise.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lanewise.codegen.KernelSource;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.testkit.KernelTester;

class KernelCompilerTest {
    private static final KernelSource GOOD =
            KernelSource.of(
                    KernelTester.legal(
                            "16x3x3_k3_s1_p1_nchw16c", "c512_b1_t1x1_chw_taps_held_raw"));

    @Test
    void aCompileErrorShowsTheOffendingLineWithItsNumber() {
        String text = GOOD.text().replace("return 1;", "return nonsense;");
        KernelSource broken = new KernelSource(GOOD.source(), GOOD.className(), text, GOOD.tasks());
        long line = text.lines().takeWhile(each -> !each.contains("nonsense")).count() + 1;
        try (KernelCompiler compiler = new KernelCompiler()) {
            assertThatThrownBy(() -> compiler.compile(broken))
                    .isInstanceOf(KernelCompileException.class)
                    .hasMessageContaining("nonsense")
                    .hasMessageContaining(line + ":         return nonsense;");
        }
    }

    @Test
    void aCompiledKernelCarriesItsClassFile() {
        try (KernelCompiler compiler = new KernelCompiler()) {
            CompiledKernel compiled = compiler.compile(GOOD);
            assertThat(compiled.kernel().tasks()).isEqualTo(GOOD.tasks());
            assertThat(KernelDefiner.define(compiled.classFile()).tasks()).isEqualTo(GOOD.tasks());
        }
    }

    @Test
    void bytesThatAreNoKernelAreRefused() {
        assertThatThrownBy(() -> KernelDefiner.define(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
