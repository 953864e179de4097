package org.lanewise.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.files.OneLine;

/**
 * What Linux tells of the processor.
 *
 * @param model its name, family and model number, as far as they are told
 * @param stepping which revision of that, empty if it is not told
 * @param hypervisor as {@link Machine#hypervisor}
 */
record CpuInfo(String model, String stepping, String hypervisor) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Whoever makes a virtual machine usually writes its name there. */
    private static final Path VENDOR = Path.of("/sys/class/dmi/id/sys_vendor");

    private static final String UNNAMED = "unnamed";

    /**
     * What tells processors apart. Virtual machines hide the model name; family and model still
     * tell the generations.
     */
    private static final List<String> MODEL =
            List.of("CPU implementer", "CPU part", "cpu family", "model", "model name");

    /** Of this machine. */
    static CpuInfo read() {
        if (!Files.isReadable(CPU_INFO)) {
            return new CpuInfo(System.getProperty("os.arch", "unknown") + " processor", "", "");
        }
        try {
            return of(Files.readAllLines(CPU_INFO), vendor());
        } catch (IOException unreadable) {
            return new CpuInfo("unknown processor", "", "");
        }
    }

    private static String vendor() {
        try {
            return Files.isReadable(VENDOR) ? OneLine.of(Files.readString(VENDOR).strip()) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Of such lines.
     *
     * @param vendor of the virtual machine, if it is one; empty if that is not told
     */
    static CpuInfo of(List<String> lines, String vendor) {
        Map<String, String> first = new TreeMap<>();
        // The first processor's part ends at a blank line.
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                first.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            } else if (line.isBlank()) {
                break;
            }
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> line : first.entrySet()) {
            if (MODEL.contains(line.getKey())) {
                parts.add(readable(line.getKey(), line.getValue()));
            }
        }
        Collections.sort(parts);
        String model = String.join(" ", parts);
        return new CpuInfo(
                model.isEmpty() ? "unknown processor" : model,
                first.getOrDefault("stepping", first.getOrDefault("CPU revision", "")),
                hypervisor(first.get("flags"), vendor));
    }

    /** Only processors with such flags tell whether they are virtual. */
    private static String hypervisor(@Nullable String flags, String vendor) {
        if (flags == null) {
            return "";
        }
        if (!List.of(flags.split(" ")).contains("hypervisor")) {
            return Machine.BARE;
        }
        return vendor.isEmpty() ? UNNAMED : vendor;
    }

    private static String readable(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT).replace("cpu ", "");
        return key.equals("model name") ? value : key + " " + value;
    }
}
