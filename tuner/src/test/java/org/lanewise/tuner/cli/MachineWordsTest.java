package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Held;

class MachineWordsTest {
    private static final Machine HERE = machine("here");

    private static Machine machine(String cpu) {
        return new Machine(cpu, "avx512", 512, 2, "Linux", "Vendor 25", List.of());
    }

    private static List<Held> held(int usable, int others) {
        return Stream.concat(
                        IntStream.range(0, usable).mapToObj(i -> HERE),
                        IntStream.range(0, others).mapToObj(i -> machine("CPU " + i)))
                .map(machine -> new Held(machine, KernelSource.GENERATOR, 1, 1))
                .toList();
    }

    @Test
    void whatIsUsedDoesNotCountAsUnused() {
        assertThat(MachineWords.unused(held(6, 1), HERE))
                .singleElement()
                .asString()
                .contains("CPU 0");
        assertThat(MachineWords.unused(held(0, 5), HERE))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("Not used: some more");
    }
}
