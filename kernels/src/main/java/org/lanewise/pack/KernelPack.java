package org.lanewise.pack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.schedule.LegalSchedule;

/**
 * What tuning found, compiled: the best configuration with its machine and figures, and the
 * generated classes. Immutable and thread-safe.
 *
 * <p>A pack is code, as a jar is: its checksums tell damage, not malice. Load only packs you trust.
 */
public final class KernelPack {
    /** Where kernels are in a pack. */
    static final String FOLDER = "kernels/";

    private final List<BestConfig> configs;
    private final SortedMap<String, byte[]> kernels;

    /**
     * @param configs at least one
     * @throws IllegalArgumentException if two of them are of one machine: it would be chance which
     *     of them counts
     */
    KernelPack(List<BestConfig> configs, SortedMap<String, byte[]> kernels) {
        if (configs.size() > 1
                && configs.stream().map(BestConfig::machine).distinct().count() < configs.size()) {
            throw new IllegalArgumentException("Two of its results are of one machine.");
        }
        this.configs = List.copyOf(configs);
        this.kernels = new TreeMap<>(kernels);
    }

    /** What was tuned, where, and with which results; of several machines the first's. */
    public BestConfig config() {
        return configs.getFirst();
    }

    /**
     * The same of all machines, each once, in the order in which equally good ones are preferred.
     */
    public List<BestConfig> configs() {
        return configs;
    }

    /** Whether the pack has the class file of a kernel. */
    public boolean holds(LegalSchedule legal) {
        return kernels.containsKey(classPart(legal));
    }

    /** The class file of a kernel, if the pack holds it. */
    public Optional<byte[]> classFile(LegalSchedule legal) {
        return Optional.ofNullable(kernels.get(classPart(legal))).map(byte[]::clone);
    }

    /** The readable source of a kernel, if the pack holds it. */
    public Optional<String> source(LegalSchedule legal) {
        return Optional.ofNullable(kernels.get(sourcePart(legal)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Parts by name: class files and sources. */
    SortedMap<String, byte[]> kernels() {
        return kernels;
    }

    static String classPart(LegalSchedule legal) {
        return stem(legal) + ".class";
    }

    static String sourcePart(LegalSchedule legal) {
        return stem(legal) + ".java";
    }

    /** Two workloads may share a schedule and so a class name, but not a folder. */
    private static String stem(LegalSchedule legal) {
        return FOLDER + legal.workload() + "/" + KernelSource.simpleName(legal);
    }
}
