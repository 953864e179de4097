package org.lanewise.host;

import java.util.List;
import java.util.Optional;
import org.lanewise.target.CacheLevels;
import org.lanewise.target.Target;

/**
 * Finds out what kernels are generated for in this JVM. What cannot be found out is taken to be as
 * in the preset of the instruction set.
 */
public final class TargetProbe {
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
        List<CacheLevels.Cache> caches = CacheLevels.ofThisMachine();
        return new Target(
                preset.isa(),
                bits,
                preset.vectorRegisters(),
                preset.maskedLoads() && bits > 128,
                MultiplyAdd.isInstruction(),
                level(caches, 1).flatMap(CacheLevels.Cache::geometry).orElse(preset.l1()),
                level(caches, 2).map(CacheLevels.Cache::bytes).orElse(preset.l2Bytes()),
                level(caches, 3).map(CacheLevels.Cache::bytes).orElse(preset.l3Bytes()));
    }

    private static Optional<CacheLevels.Cache> level(List<CacheLevels.Cache> caches, int level) {
        for (CacheLevels.Cache cache : caches) {
            if (cache.level() == level) {
                return Optional.of(cache);
            }
        }
        return Optional.empty();
    }
}
