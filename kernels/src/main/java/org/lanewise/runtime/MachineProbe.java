package org.lanewise.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.config.Machine;

/** Finds out what machine and JVM this is. */
public final class MachineProbe {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

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
        int vectorBits = VectorGate.maxVectorBits();
        String arch = System.getProperty("os.arch", "unknown");
        return new Machine(
                cpu(),
                arch + "/" + vectorBits,
                vectorBits,
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
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            // Virtual machines hide the model name; family and model still tell the generations
            // apart.
            String found =
                    lines.takeWhile(line -> !line.isBlank())
                            .map(line -> line.split("\\s*:\\s*", 2))
                            .filter(parts -> parts.length == 2)
                            .filter(parts ->
                                    List.of(
                                                    "model name",
                                                    "cpu family",
                                                    "model",
                                                    "CPU implementer",
                                                    "CPU part")
                                            .contains(parts[0].strip()))
                            .map(MachineProbe::readable)
                            .sorted()
                            .collect(Collectors.joining(" "));
            return found.isEmpty() ? "unknown processor" : found;
        } catch (IOException unreadable) {
            return "unknown processor";
        }
    }

    private static String readable(String[] parts) {
        String key = parts[0].strip().toLowerCase(Locale.ROOT).replace("cpu ", "");
        return key.equals("model name") ? parts[1].strip() : key + " " + parts[1].strip();
    }

    /** Apart, so that the classes of the module java.management are loaded only where it is. */
    private static final class Flags {
        static List<String> all() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }
}
