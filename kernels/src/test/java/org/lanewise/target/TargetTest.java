package org.lanewise.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.Machine;
import org.lanewise.host.TargetProbe;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "avx512",
                "avx2",
                "sse",
                "neon",
                "sve",
                "avx2,fma=no",
                "avx512,bits=256,registers=16,masks=no,fma=no,l1=128x8x128,l2=512k,l3=0",
                "neon,l2=123457"
            })
    void aTextReadsBackAsItself(String text) {
        assertThat(Target.parse(text)).hasToString(text);
    }

    @Test
    void whatIsAsInThePresetIsNotSaid() {
        assertThat(Target.parse(" AVX2 , fma=yes, l2=1024k")).isEqualTo(Target.AVX2);
        assertThat(Target.parse("avx2,fma=yes")).hasToString("avx2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mmx | There is no target 'mmx'; use one of avx512, avx2, sse, neon, sve.",
                "avx2,fma=maybe | 'fma=maybe' is neither yes nor no.",
                "avx2,l1=32k | 'l1=32k' is no first cache; write sets, ways and bytes a line, as in l1=64x8x64.",
                "avx2,bits=9999999999 | 'bits=9999999999' is no number of up to nine digits.",
                "avx2,l2=much | 'l2=much' is no number; write digits, and k or m behind them for KiB or MiB.",
            })
    void whatIsNoTargetIsRefusedInOneSentence(String text, String sentence) {
        assertThatExceptionOfType(InvalidTargetException.class)
                .isThrownBy(() -> Target.parse(text))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "avx512,", "avx2,bits=100", "avx2,speed=9", "avx2,l1=0x8x64"})
    void whatMakesNoSenseIsRefused(String text) {
        assertThatExceptionOfType(InvalidTargetException.class)
                .isThrownBy(() -> Target.parse(text));
    }

    @Test
    void kernelsOfANarrowerTargetOfTheSameProcessorsRunOnAWiderOne() {
        assertThat(Target.AVX512.runs(Target.AVX2)).isTrue();
        assertThat(Target.AVX2.runs(Target.AVX512)).isFalse();
        assertThat(Target.AVX512.runs(Target.parse("neon"))).isFalse();
        assertThat(Target.AVX512.withFma(false).runs(Target.AVX2)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "1024, 4", "4096, 1", "8192, 1", "1028, 64", "960, 64", "512, 8"})
    void pixelsSoManyBytesApartMeetSoManySets(long bytes, int sets) {
        assertThat(Target.AVX512.l1().setsMet(bytes)).isEqualTo(sets);
    }

    @ParameterizedTest
    @CsvSource({"amd64/512, 512, avx512", "amd64/256, 256, avx2", "aarch64/128, 128, neon"})
    void whatOlderVersionsWroteOfAMachineIsAPreset(String isa, int bits, String target) {
        Machine old = new Machine("CPU", isa, bits, 2, "Linux", "25", List.of());
        assertThat(old.target()).hasToString(target);
    }

    @Test
    void thisJvmHasATarget() {
        Target here = TargetProbe.detect();
        assertThat(Target.parse(here.toString())).isEqualTo(here);
    }
}
