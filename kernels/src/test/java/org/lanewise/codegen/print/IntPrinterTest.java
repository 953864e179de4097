package org.lanewise.codegen.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Var;

class IntPrinterTest {
    private static final Int A = new Var.Index("a");
    private static final Int B = new Var.Index("b");

    private static String java(Int expression) {
        return IntPrinter.TILES.print(expression);
    }

    @Test
    void whatIsKnownWhenAKernelIsGeneratedIsFolded() {
        assertThat(java(A.times(1).dividedBy(1).plus(Int.of(0)).minus(Int.of(0)))).isEqualTo("a");
        assertThat(java(A.modulo(1))).isEqualTo("0");
        assertThat(java(Int.of(3).plus(Int.of(4)).times(5))).isEqualTo("35");
        assertThat(java(Int.of(0).plus(A))).isEqualTo("a");
        assertThat(java(Int.few(Int.of(1)))).isEqualTo("1");
        assertThat(java(Int.few(Int.of(4)))).isEqualTo("Math.min(tiles, 4)");
    }

    @Test
    void whatBelongsTogetherIsInParentheses() {
        assertThat(java(A.plus(B).times(4))).isEqualTo("(a + b) * 4");
        assertThat(java(A.minus(B.plus(Int.of(1))))).isEqualTo("a - (b + 1)");
        assertThat(java(A.minus(B).minus(Int.of(1)))).isEqualTo("a - b - 1");
        assertThat(java(A.modulo(8).times(4))).isEqualTo("(a % 8) * 4");
        assertThat(java(A.atMost(B).times(4))).isEqualTo("Math.min(a, b) * 4");
        assertThat(java(A.plus(B.times(4)))).isEqualTo("a + b * 4");
    }

    @Test
    void aConditionIsInParenthesesInsideASum() {
        Int share = new Int.Share(A, B);
        assertThat(java(share)).isEqualTo("tiles == 1 ? b : a");
        assertThat(java(share.plus(Int.of(1)))).isEqualTo("(tiles == 1 ? b : a) + 1");
        assertThat(java(A.minus(share))).isEqualTo("a - (tiles == 1 ? b : a)");
        assertThat(IntPrinter.WHOLE.print(A.plus(share))).isEqualTo("a + a");
    }

    @Test
    void largeNumbersAreLongs() {
        assertThat(java(A.times(1L << 40))).isEqualTo("a * 1099511627776L");
    }
}
