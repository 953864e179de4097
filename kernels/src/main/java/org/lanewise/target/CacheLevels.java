package org.lanewise.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The data caches of the first processor, as Linux describes them. */
public final class CacheLevels {
    private static final Path FIRST_PROCESSOR = Path.of("/sys/devices/system/cpu/cpu0/cache");

    /**
     * One cache.
     *
     * @param level 1 is nearest to the core
     * @param bytes its size
     * @param sharers processors that share it, 1 for a private one
     * @param geometry its sets and lines, where the system tells them
     */
    public record Cache(int level, long bytes, int sharers, Optional<FirstCache> geometry) {
        /** What so many threads, each on a processor of its own, have of such caches together. */
        public long bytesOf(int threads) {
            return bytes * Math.ceilDiv(threads, sharers);
        }
    }

    private CacheLevels() {}

    /** The caches of this machine, nearest first; none where the system does not tell. */
    public static List<Cache> ofThisMachine() {
        return in(FIRST_PROCESSOR);
    }

    static List<Cache> in(Path folder) {
        String[] entries = folder.toFile().list();
        if (entries == null) {
            return List.of();
        }
        List<Cache> caches = new ArrayList<>();
        Arrays.sort(entries);
        for (String entry : entries) {
            if (entry.startsWith("index")) {
                cache(folder.resolve(entry)).ifPresent(caches::add);
            }
        }
        caches.sort(Comparator.comparingInt(Cache::level));
        return List.copyOf(caches);
    }

    private static Optional<Cache> cache(Path index) {
        try {
            return read(index, "type").equals("Instruction")
                    ? Optional.empty()
                    : Optional.of(
                            new Cache(
                                    Integer.parseInt(read(index, "level")),
                                    bytes(read(index, "size")),
                                    processors(read(index, "shared_cpu_list")),
                                    geometry(index)));
        } catch (IOException | NumberFormatException untold) {
            return Optional.empty();
        }
    }

    /** Virtual machines often hide it. */
    private static Optional<FirstCache> geometry(Path index) {
        try {
            return Optional.of(
                    new FirstCache(
                            Integer.parseInt(read(index, "number_of_sets")),
                            Integer.parseInt(read(index, "ways_of_associativity")),
                            Integer.parseInt(read(index, "coherency_line_size"))));
        } catch (IOException | IllegalArgumentException untold) {
            return Optional.empty();
        }
    }

    private static String read(Path index, String file) throws IOException {
        return Files.readString(index.resolve(file)).strip();
    }

    /** {@code 32K} and {@code 32M}, as the kernel prints them. */
    private static long bytes(String size) {
        int unit = size.isEmpty() ? -1 : "KMG".indexOf(size.charAt(size.length() - 1));
        return unit < 0
                ? Long.parseLong(size)
                : Long.parseLong(size.substring(0, size.length() - 1)) << (10 * (unit + 1));
    }

    /** How many processors a list such as {@code 0-3,8} names. */
    private static int processors(String list) {
        int count = 0;
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            count += 1 + Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]);
        }
        return count;
    }
}
