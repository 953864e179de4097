package org.lanewise.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CacheEvictionTest {
    @Test
    void readsTwiceTheLastCacheWhereTheSystemTellsItsSize() throws IOException {
        Path told = Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");
        long expected =
                Files.isReadable(told)
                        ? 2048 * Long.parseLong(Files.readString(told).strip().replace("K", ""))
                        : 64 << 20;
        assertThat(CacheEviction.ofThisMachine(1).size()).isEqualTo(Math.min(512 << 20, expected));
    }
}
