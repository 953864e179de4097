package org.lanewise.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lanewise.config.Machine;
import org.lanewise.target.Target;

/** Finds out what machine and JVM this is. */
public final class MachineProbe {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /**
     * What tells processors apart. Virtual machines hide the model name; family and model still
     * tell the generations.
     */
    private static final Set<String> CPU_LINES =
            Set.of("model name", "cpu family", "model", "CPU implementer", "CPU part");

    private MachineProbe() {}

    /**
     * This machine and JVM.
     *
     * @throws UnsupportedOperationException without vectors that kernels are generated for
     */
    public static Machine detect() {
        Target target = TargetProbe.detect();
        return new Machine(
                cpu(),
                target.toString(),
                target.vectorBits(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name", "unknown"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                JvmFlags.ofThisJvm());
    }

    private static String cpu() {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch", "unknown") + " processor";
        }
        SortedSet<String> found = new TreeSet<>();
        try (BufferedReader lines = Files.newBufferedReader(CPU_INFO)) {
            // The first processor's part ends at a blank line.
            for (String line = lines.readLine();
                    line != null && !line.isBlank();
                    line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (colon >= 0 && CPU_LINES.contains(line.substring(0, colon).strip())) {
                    found.add(readable(line.substring(0, colon), line.substring(colon + 1)));
                }
            }
        } catch (IOException unreadable) {
            return "unknown processor";
        }
        return found.isEmpty() ? "unknown processor" : String.join(" ", found);
    }

    private static String readable(String name, String value) {
        String key = name.strip().toLowerCase(Locale.ROOT).replace("cpu ", "");
        return key.equals("model name") ? value.strip() : key + " " + value.strip();
    }
}
