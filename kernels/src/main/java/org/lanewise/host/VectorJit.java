package org.lanewise.host;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the JIT of this JVM makes of vectors. A HotSpot without flags that count compiles them; some
 * flags tell that it does not; under any other flag, or another JIT, a loop is tried. Only for JVMs
 * with the Vector API.
 */
final class VectorJit {
    /** Far longer than C2 takes for a small loop, on a busy machine too. */
    private static final Duration TRIAL = Duration.ofSeconds(3);

    private VectorJit() {}

    /** What it lacks to compile vectors, if anything. */
    static Optional<Lack> lack() {
        String info = System.getProperty("java.vm.info", "");
        if (info.contains("interpreted")) {
            return Optional.of(Lack.JIT);
        }
        if (info.contains("emulated-client")) {
            return Optional.of(Lack.C2);
        }
        List<String> flags = Jvm.flags();
        Optional<Lack> byFlags = byLevel(flags);
        if (byFlags.isPresent() || !doubtful(flags)) {
            return byFlags;
        }
        return VectorClasses.compiledWithin(TRIAL)
                ? Optional.empty()
                : Optional.of(Lack.COMPILED_VECTORS);
    }

    private static Optional<Lack> byLevel(List<String> flags) {
        String prefix = "-XX:TieredStopAtLevel=";
        Optional<Lack> last = Optional.empty();
        for (String flag : flags) {
            if (flag.startsWith(prefix)) {
                last =
                        switch (flag.substring(prefix.length())) {
                            case "0" -> Optional.of(Lack.JIT);
                            case "1", "2", "3" -> Optional.of(Lack.C2);
                            default -> Optional.empty();
                        };
            }
        }
        return last;
    }

    static boolean doubtful(List<String> flags) {
        String version = System.getProperty("java.vm.version", "").toLowerCase(Locale.ROOT);
        return !System.getProperty("java.vm.name", "").endsWith("64-Bit Server VM")
                || version.contains("jvmci")
                || !JvmFlags.others(JvmFlags.of(flags, Optional.empty())).isEmpty();
    }
}
