package org.lanewise.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        new CacheLevels.Cache(1, 48 << 10, 2, Optional.empty()),
                        new CacheLevels.Cache(2, 1 << 20, 1, Optional.empty()),
                        new CacheLevels.Cache(3, 32 << 20, 16, Optional.empty()));
    }

    @Test
    void severalThreadsHaveAPrivateCacheEachAndASharedOneOnce() {
        assertThat(new CacheLevels.Cache(2, 100, 1, Optional.empty()).bytesOf(4)).isEqualTo(400);
        assertThat(new CacheLevels.Cache(3, 100, 4, Optional.empty()).bytesOf(4)).isEqualTo(100);
        assertThat(new CacheLevels.Cache(3, 100, 4, Optional.empty()).bytesOf(6)).isEqualTo(200);
    }

    @Test
    void setsAndLinesAreReadWhereTheSystemTellsThem() throws IOException {
        cache("index0", "1", "Data", "48K", "0");
        Path index = folder.resolve("index0");
        Files.writeString(index.resolve("number_of_sets"), "64\n");
        Files.writeString(index.resolve("ways_of_associativity"), "12\n");
        Files.writeString(index.resolve("coherency_line_size"), "64\n");
        assertThat(CacheLevels.in(folder).getFirst().geometry())
                .contains(new FirstCache(64, 12, 64));
    }

    @Test
    void whatTheSystemDoesNotTellIsLeftOut() throws IOException {
        assertThat(CacheLevels.in(folder)).isEmpty();
        assertThat(CacheLevels.in(folder.resolve("absent"))).isEmpty();
        cache("index0", "1", "Data", "much", "0");
        cache("index1", "2", "Unified", "1024K", "0");
        assertThat(CacheLevels.in(folder))
                .containsExactly(new CacheLevels.Cache(2, 1 << 20, 1, Optional.empty()));
    }
}
