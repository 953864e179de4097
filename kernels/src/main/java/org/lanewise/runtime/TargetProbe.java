package org.lanewise.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lanewise.target.FirstCache;
import org.lanewise.target.Target;

/**
 * Finds out what kernels are generated for in this JVM. What cannot be found out is taken to be as
 * in the preset of the instruction set.
 */
public final class TargetProbe {
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private TargetProbe() {}

    /**
     * The target of this JVM, probed once.
     *
     * @throws UnsupportedOperationException without vectors that kernels are generated for
     */
    public static Target detect() {
        return Here.TARGET;
    }

    private static final class Here {
        static final Target TARGET = probe();
    }

    private static Target probe() {
        Capabilities.requireVectors();
        int bits = VectorClasses.widestBits();
        // AVX-512 code with shorter vectors has all 32 registers, but a JVM that is held to shorter
        // vectors is usually held to AVX2 as a whole.
        Target preset = Target.ofWidth(System.getProperty("os.arch", "").equals("aarch64"), bits);
        return new Target(
                preset.isa(),
                bits,
                preset.vectorRegisters(),
                preset.maskedLoads() && bits > 128,
                MultiplyAdd.isInstruction(),
                l1().orElse(preset.l1()),
                cacheBytes(2).orElse(preset.l2Bytes()),
                cacheBytes(3).orElse(preset.l3Bytes()));
    }

    private static Optional<FirstCache> l1() {
        try {
            Path cache = CACHES.resolve("index0");
            return Optional.of(
                    new FirstCache(
                            Integer.parseInt(read(cache, "number_of_sets")),
                            Integer.parseInt(read(cache, "ways_of_associativity")),
                            Integer.parseInt(read(cache, "coherency_line_size"))));
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Long> cacheBytes(int level) {
        try {
            Path cache = CACHES.resolve("index" + level);
            String size = read(cache, "size");
            return read(cache, "level").equals(Integer.toString(level)) && size.endsWith("K")
                    ? Optional.of(Long.parseLong(size.substring(0, size.length() - 1)) << 10)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String read(Path cache, String name) throws IOException {
        return Files.readString(cache.resolve(name)).strip();
    }
}
