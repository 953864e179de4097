package org.lanewise.tuner.measure.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.measure.protocol.MeasureException;

class CacheLevelsTest {
    @TempDir private Path folder;

    private void cache(String name, String level, String type, String size, String shared)
            throws IOException {
        Path index = Files.createDirectory(folder.resolve(name));
        Files.writeString(index.resolve("level"), level + "\n");
        Files.writeString(index.resolve("type"), type + "\n");
        Files.writeString(index.resolve("size"), size + "\n");
        Files.writeString(index.resolve("shared_cpu_list"), shared + "\n");
    }

    @Test
    void dataCachesAreReadNearestFirst() throws IOException {
        cache("index3", "3", "Unified", "32M", "0-7,16-23");
        cache("index0", "1", "Data", "48K", "0,16");
        cache("index1", "1", "Instruction", "32K", "0,16");
        cache("index2", "2", "Unified", "1024K", "0");
        assertThat(CacheLevels.in(folder))
                .containsExactly(
                        new CacheLevels.Cache(1, 48 << 10, 2),
                        new CacheLevels.Cache(2, 1 << 20, 1),
                        new CacheLevels.Cache(3, 32 << 20, 16));
    }

    @Test
    void severalThreadsHaveAPrivateCacheEachAndASharedOneOnce() {
        assertThat(new CacheLevels.Cache(2, 100, 1).bytesOf(4)).isEqualTo(400);
        assertThat(new CacheLevels.Cache(3, 100, 4).bytesOf(4)).isEqualTo(100);
        assertThat(new CacheLevels.Cache(3, 100, 4).bytesOf(6)).isEqualTo(200);
    }

    @Test
    void aSystemThatDoesNotTellIsRefusedInASentence() {
        assertThatExceptionOfType(MeasureException.class)
                .isThrownBy(() -> CacheLevels.in(folder))
                .withMessageContaining("names no cache");
        assertThatExceptionOfType(MeasureException.class)
                .isThrownBy(() -> CacheLevels.in(folder.resolve("absent")))
                .withMessageContaining("cannot be read");
    }
}
