package org.lanewise.reports.panels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

final class MethodLinesTest {
    private static final KernelText.Generated PADDED = kernel("32x8x8_k3_s1_p1_nchw16c");

    private static KernelText.Generated kernel(String workload) {
        return (KernelText.Generated)
                KernelText.of(
                        Workload.parse(workload),
                        Schedule.parse("c512_b1_t2x3_chw_taps_held_raw"),
                        Target.AVX512);
    }

    private static MethodLines method(KernelText.Generated kernel, String name) {
        return MethodLines.of(kernel).stream()
                .filter(lines -> lines.method().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMethodsJavaStandsBesideItsLoopNest() {
        List<String> source = PADDED.java().lines().toList();
        assertThat(MethodLines.of(PADDED))
                .hasSizeGreaterThan(2)
                .allSatisfy(lines -> {
                    assertThat(source.subList(lines.first() - 1, lines.last()))
                            .isEqualTo(lines.java());
                    assertThat(lines.java().getFirst()).contains(" void " + lines.method() + "(");
                    assertThat(lines.java()).endsWith("    }");
                });
        assertThat(method(PADDED, "run").nest()).contains("for task in from..to");
        assertThat(method(PADDED, "rows1cols1").nest()).startsWith("rows1cols1: # output rows ");
    }

    /** Each line of the nest behind its numbers. */
    private static String numbers(String nest, String line) {
        return nest.lines()
                .filter(one -> one.contains(line))
                .map(one -> one.substring(0, 9).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLineOfTheLoopNestKnowsItsLinesOfJava() {
        KernelText.Generated kernel = kernel("32x8x8_k3_s1_p0_nchw16c");
        List<String> source = kernel.java().lines().toList();
        assertThat(MethodLines.of(kernel))
                .allSatisfy(lines ->
                        assertThat(lines.numberedNest().lines().map(one -> one.substring(11)))
                                .containsExactlyElementsOf(lines.nest().lines().toList()));

        String nest = method(kernel, "rows0cols0").numberedNest();
        String[] loop = numbers(nest, "for q in ").split("-");
        String head = source.get(Integer.parseInt(loop[0]) - 1);
        assertThat(head).contains("for (int q = ");
        assertThat(source.get(Integer.parseInt(loop[1]) - 1))
                .isEqualTo(head.replaceAll("\\S.*", "}"));
        assertThat(source.get(Integer.parseInt(numbers(nest, " yc = ")) - 1))
                .contains("long yc = ");
        String[] sums = numbers(nest, "acc[th, tw] += ").split("-");
        assertThat(source.subList(Integer.parseInt(sums[0]) - 1, Integer.parseInt(sums[1])))
                .anyMatch(line -> line.contains(".fma("))
                .noneMatch(line -> line.contains("for ("));
        assertThat(Integer.parseInt(sums[1])).isEqualTo(Integer.parseInt(loop[1]) - 1);
    }

    @Test
    void theInnermostLoopThatComputesIsMarked() {
        KernelText.Generated kernel = kernel("32x8x8_k3_s1_p0_nchw16c");
        MethodLines lines = method(kernel, "rows0cols0");
        assertThat(lines.products()).as("2x3 outputs of 3x3 taps").isEqualTo(2 * 3 * 9);
        assertThat(lines.numbered(List.of()).lines())
                .hasSize(lines.loop().getLast() - lines.loop().getFirst() + 1)
                .first()
                .asString()
                .endsWith(
                        lines.loop().getFirst()
                                + "  for (int q = 0; q < Math.min(tiles, 2); q++) { // order chw, tileW 3");
        int before = lines.loop().getFirst() - 2;
        assertThat(lines.numbered(List.of(before, 1, 9_999)).lines())
                .hasSize(lines.loop().getLast() - before + 1);
        assertThat(method(kernel, "run").loop()).isEmpty();
        assertThat(method(kernel, "run").products()).isZero();
    }
}
