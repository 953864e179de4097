package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lanewise.tuner.measure.protocol.MeasureException;

/** The data caches of the first processor, as Linux describes them. */
public final class CacheLevels {
    private static final Path FIRST_PROCESSOR = Path.of("/sys/devices/system/cpu/cpu0/cache");

    /**
     * One cache.
     *
     * @param level 1 is nearest to the core
     * @param bytes its size
     * @param sharers processors that share it, 1 for a private one
     */
    public record Cache(int level, long bytes, int sharers) {
        /** What so many threads, each on a processor of its own, have of such caches together. */
        public long bytesOf(int threads) {
            return bytes * Math.ceilDiv(threads, sharers);
        }
    }

    private CacheLevels() {}

    /**
     * The caches of this machine, nearest first.
     *
     * @throws MeasureException if the operating system does not tell
     */
    public static List<Cache> ofThisMachine() {
        return in(FIRST_PROCESSOR);
    }

    static List<Cache> in(Path folder) {
        List<Cache> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path index : entries.filter(CacheLevels::describesACache).toList()) {
                if (!read(index, "type").equals("Instruction")) {
                    found.add(
                            new Cache(
                                    Integer.parseInt(read(index, "level")),
                                    bytes(read(index, "size")),
                                    processors(read(index, "shared_cpu_list"))));
                }
            }
        } catch (IOException | NumberFormatException untold) {
            throw new MeasureException(
                    "The sizes of this machine's caches cannot be read from "
                            + folder
                            + "; run this on a Linux that shows them.",
                    untold);
        }
        if (found.isEmpty()) {
            throw new MeasureException(
                    "The folder " + folder + " names no cache; run this on a Linux that does.");
        }
        found.sort(Comparator.comparingInt(Cache::level));
        return List.copyOf(found);
    }

    private static boolean describesACache(Path entry) {
        return entry.getFileName().toString().startsWith("index");
    }

    private static String read(Path index, String file) throws IOException {
        return Files.readString(index.resolve(file)).strip();
    }

    /** {@code 32K} and {@code 32M}, as the kernel prints them. */
    private static long bytes(String size) {
        long number = Long.parseLong(size.replaceFirst("[KMG]$", ""));
        return switch (size.toUpperCase(Locale.ROOT).charAt(size.length() - 1)) {
            case 'K' -> number << 10;
            case 'M' -> number << 20;
            case 'G' -> number << 30;
            default -> number;
        };
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
