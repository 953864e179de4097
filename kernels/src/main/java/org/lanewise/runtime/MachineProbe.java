package org.lanewise.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** Begins the flags that change generated code; heap sizes, logging and class paths do not. */
    private static final List<String> CODE_FLAGS =
            List.of(
                    "-XX:UseAVX",
                    "-XX:MaxVectorSize",
                    "-XX:-TieredCompilation",
                    "-XX:TieredStopAtLevel",
                    "-XX:+UseCompressed",
                    "-XX:-UseCompressed",
                    "-XX:ObjectAlignment",
                    "-XX:LoopUnroll",
                    "-XX:+UseSuperWord",
                    "-XX:-UseSuperWord",
                    "-Djdk.incubator.vector");

    private MachineProbe() {}

    /**
     * This machine and JVM.
     *
     * @throws UnsupportedOperationException without the Vector API
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
                codeFlags());
    }

    private static List<String> codeFlags() {
        if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
            return List.of();
        }
        return Flags.all().stream()
                .filter(flag -> CODE_FLAGS.stream().anyMatch(flag::startsWith))
                .sorted()
                .toList();
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

    /** Apart, so that the classes of the module java.management are loaded only where it is. */
    private static final class Flags {
        static List<String> all() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }
}
