package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Machine;

class CpuInfoTest {
    @Test
    void aVirtualProcessorTellsItsRevisionAndItsMaker() {
        List<String> lines =
                List.of(
                        "processor\t: 0",
                        "cpu family\t: 25",
                        "model\t\t: 17",
                        "model name\t: AMD EPYC",
                        "stepping\t: 1",
                        "flags\t\t: fpu hypervisor avx2",
                        "",
                        "stepping\t: 7");
        assertThat(CpuInfo.of(lines, "QEMU"))
                .isEqualTo(new CpuInfo("AMD EPYC family 25 model 17", "1", "QEMU"));
        assertThat(CpuInfo.of(lines, "").hypervisor()).isEqualTo("unnamed");
    }

    @Test
    void aRealProcessorHasNoHypervisorWhateverItsMakerIs() {
        List<String> lines =
                List.of("model name\t: Some CPU", "stepping\t: 2", "flags\t: fpu avx2");
        assertThat(CpuInfo.of(lines, "Some Maker"))
                .isEqualTo(new CpuInfo("Some CPU", "2", Machine.BARE));
    }

    @Test
    void whatAProcessorDoesNotTellIsNotRecorded() {
        List<String> arm =
                List.of("CPU implementer\t: 0x41", "CPU part\t: 0xd40", "CPU revision\t: 1");
        assertThat(CpuInfo.of(arm, "Some Maker"))
                .isEqualTo(new CpuInfo("implementer 0x41 part 0xd40", "1", ""));
        assertThat(CpuInfo.of(List.of(), "")).isEqualTo(new CpuInfo("unknown processor", "", ""));
    }
}
