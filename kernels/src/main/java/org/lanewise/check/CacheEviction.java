package org.lanewise.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Empties the processor's caches of everything else by reading a buffer that is larger than they
 * are. Not thread-safe.
 */
public final class CacheEviction implements Runnable {
    private static final Path LAST_LEVEL =
            Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");
    private static final Pattern KILOBYTES = Pattern.compile("(\\d{1,7})K");

    /** Where the system does not tell: larger than the last-level cache of most machines. */
    private static final int DEFAULT_BYTES = 64 << 20;

    private static final int MOST_BYTES = 512 << 20;
    private static final int LINE_LONGS = 64 / Long.BYTES;

    private final long[] buffer;
    private long sum;

    private CacheEviction(int bytes) {
        buffer = new long[bytes / Long.BYTES];
        for (int i = 0; i < buffer.length; i += LINE_LONGS) {
            // Pages that were never written are all the same page of zeros, which fits the cache.
            buffer[i] = i;
        }
    }

    /** Twice the last-level cache of this machine, or 64 MB where the system does not tell. */
    public static CacheEviction ofThisMachine() {
        return new CacheEviction(bytes());
    }

    /** Leaves the caches as they are. */
    static CacheEviction ofNothing() {
        return new CacheEviction(0);
    }

    private static int bytes() {
        try {
            Matcher size = KILOBYTES.matcher(Files.readString(LAST_LEVEL).strip());
            return size.matches()
                    ? (int) Math.min(MOST_BYTES, 2048 * Long.parseLong(size.group(1)))
                    : DEFAULT_BYTES;
        } catch (IOException untold) {
            // Not Linux, or no third level.
            return DEFAULT_BYTES;
        }
    }

    /** Bytes read by a {@link #run}. */
    public long size() {
        return (long) buffer.length * Long.BYTES;
    }

    /** Empties the caches; takes milliseconds. */
    @Override
    public void run() {
        long total = sum;
        for (int i = 0; i < buffer.length; i += LINE_LONGS) {
            total += buffer[i];
        }
        // Kept in a field, so that the loop cannot be left out.
        sum = total;
    }
}
