package org.lanewise.tuner.measure.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.codegen.KernelSource;
import org.lanewise.host.MachineProbe;
import org.lanewise.reports.MachineCode;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

class KernelPrintTest {
    /** As HotSpot prints it, shortened: a loop of an FMA, a load, a spill and a jump back to it. */
    private static final String LOG =
            """
            Compiled method (c2) 300 20 %     4       org.lanewise.generated.K_x/0x00000000520d9000::rows @ 9 (31 bytes)
            [MachCode]
              0x00007f6b3ff64e80: 9090 9090
            [/MachCode]
            Compiled method (c2) 2205 1999       4       org.lanewise.generated.K_x/0x00000000520d9000::rows (31 bytes)
             main code      [0x00007f6b3ff64e80,0x00007f6b3ff65528] = 1704
            [MachCode]
            [Verified Entry Point]
              # {method} {0x00007f6b10790cb0} &apos;rows&apos; &apos;(JJ)V&apos;
              0x00007f6b3ff64e80: 9062 f27d | 48b8 caff |

              0x00007f6b3ff64e90: ;   {no_reloc}
              0x00007f6b3ff64e90: c190 9090 |

              0x00007f6b3ff64e94: ;*invokestatic store {reexecute=0 rethrow=0 return_oop=0}
                                  ; - jdk.internal.misc.ScopedMemoryAccess::store@15 (line 418)
                                  ; - org.lanewise.generated.K_x::rows@77 (line 12)
                                  ; - org.lanewise.generated.K_x::run@9 (line 3)
              0x00007f6b3ff64e94: 9090 9090
            [Exception Handler]
              0x00007f6b3ff64ea0: 9090 9090
            [/MachCode]
            """;

    @Test
    void theBytesOfAMethodEndWhereItsHandlersBegin() {
        assertThat(PrintedMethod.all(LOG))
                .singleElement()
                .satisfies(method -> {
                    assertThat(method.name()).isEqualTo("rows");
                    assertThat(method.code())
                            .startsWith(0x90, 0x62, 0xf2)
                            .endsWith(0xff, 0xc1, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90)
                            .hasSize(16);
                    assertThat(method.line(8)).hasValue(12);
                    assertThat(method.line(24)).hasValue(12);
                    assertThat(method.line(25)).isEmpty();
                });
    }

    private static Instruction at(int offset, String name, String operands) {
        return new Instruction(offset, name, operands);
    }

    @Test
    void theInnermostLoopWithTheMostArithmeticIsCounted() {
        List<Instruction> method =
                List.of(
                        at(0, "vxorps", "zmm0,zmm0,zmm0"),
                        at(4, "vmovups", "zmm1,ZMMWORD PTR [rsi+rax*1]"),
                        at(8, "vfmadd231ps", "zmm0,zmm1,ZMMWORD PTR [rdx+0x40]"),
                        at(12, "vfmadd231ps", "zmm0,zmm1,ZMMWORD PTR [rsp+0x40]"),
                        at(16, "vmovups", "ZMMWORD PTR [rsp+0x80],zmm3"),
                        at(20, "vmovups", "ZMMWORD PTR [rdi+0x80],zmm3"),
                        at(24, "vmulps", "zmm2,zmm2,zmm3"),
                        at(28, "add", "rax,0x40"),
                        at(32, "jl", "0x4"),
                        at(36, "jl", "0x0"),
                        at(40, "vaddps", "zmm2,zmm2,zmm3"),
                        at(44, "jl", "0x28"),
                        at(48, "jmp", "0x28"),
                        at(52, "jne", "0xffffffffffa22160"));

        List<Instruction> loop = Loops.inner(method).orElseThrow();
        assertThat(loop).first().isEqualTo(method.get(1));
        assertThat(Loops.counts(loop)).isEqualTo(new MachineCode.Counts(2, 1, 2, 1, 1, 1, 1, 1));
        assertThat(Loops.inner(method.subList(0, 3))).isEqualTo(Optional.empty());
    }

    @Test
    void aMaskedStoreOfNarrowerVectorsIsNoLoad() {
        Instruction store = at(0, "vmaskmovps", "YMMWORD PTR [rdi],ymm1,ymm2");
        Instruction load = at(0, "vmaskmovps", "ymm1,ymm2,YMMWORD PTR [rsi]");
        assertThat(store.writes()).isTrue();
        assertThat(store.reads()).isFalse();
        assertThat(load.writes()).isFalse();
        assertThat(load.reads()).isTrue();
    }

    @Test
    void withoutADisassemblerNothingIsCountedAndThatIsSaid() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"));
        assertThat(KernelPrint.read(LOG, new Objdump("no-such-program")))
                .isEqualTo(
                        new MachineCode.Uncounted(
                                16,
                                "The disassembler (objdump of binutils) is absent or cannot read it, so its instructions are not counted."));
        assertThat(KernelPrint.read("nothing", new Objdump("no-such-program")))
                .isInstanceOf(MachineCode.Absent.class);
    }

    @Test
    @Tag("slow")
    void aRealKernelsLoopHasItsMultiplyAdds() throws InterruptedException {
        ScheduleSpace space =
                ScheduleSpace.of(
                        Workload.parse("64x12x12_k3_s1_p1_nchw8c"), MachineProbe.detect().target());
        MachineCode code = KernelPrint.of(space.requireDefault());
        String text = KernelSource.of(space.requireDefault()).text();

        assumeTrue(
                !(code instanceof MachineCode.Uncounted(int _, String reason)
                        && (reason.contains("objdump") || reason.contains("x86"))),
                "No objdump is on the PATH, or this is no x86.");
        assertThat(code)
                .isInstanceOfSatisfying(
                        MachineCode.Counted.class,
                        counted -> {
                            MachineCode.Method most = counted.methods().getFirst();
                            assertThat(most.loop()).hasSizeGreaterThan(8);
                            assertThat(most.counts().multiplyAdds()).isGreaterThan(8);
                            assertThat(most.counts().loads()).isPositive();
                            List<String> java = text.lines().toList();
                            assertThat(most.loop())
                                    .filteredOn(line -> line.text().contains("vfmadd"))
                                    .as("each stands at a line with a product")
                                    .allSatisfy(line ->
                                            assertThat(java.get(line.java().orElseThrow() - 1))
                                                    .containsAnyOf(".fma(", ".mul("));
                            assertThat(most.counts().branches()).isPositive();
                            assertThat(counted.methods())
                                    .extracting(MachineCode.Method::name)
                                    .doesNotHaveDuplicates()
                                    .allMatch(name -> text.contains(" void " + name + "("));
                            assertThat(counted.bytes())
                                    .isEqualTo(
                                            counted.methods().stream()
                                                    .mapToInt(MachineCode.Method::bytes)
                                                    .sum());
                        });
    }
}
