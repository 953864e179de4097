package org.lanewise.tuner.measure.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a process prints. It is read, so that the process never waits, and its end is kept for the
 * error message. Thread-safe.
 */
final class Chatter {
    private static final int KEPT = 1 << 16;
    private static final int MOST_LINES = 5;
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    /** Where a JVM begins to say what it ended of; the end of such a tale is of no use to users. */
    private static final Pattern TALE =
            Pattern.compile("Exception in thread .*|# A fatal error .*|Error occurred during .*");

    private static final Pattern NOISE =
            Pattern.compile("[#\\s]*|WARNING: .*|\\s+at .*|\\s+\\.\\.\\. \\d+ more");

    private final byte[] kept = new byte[KEPT];
    private final Thread reader;
    private int length;

    /** Begins to read. */
    Chatter(InputStream output, String name) {
        reader = Thread.ofPlatform().daemon().name(name).start(() -> read(output));
    }

    private void read(InputStream output) {
        byte[] some = new byte[8192];
        try {
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                keep(some, count);
            }
        } catch (IOException killed) {
            // Nothing more comes of a process whose pipe is broken.
            return;
        }
    }

    private synchronized void keep(byte[] some, int count) {
        int tooMany = Math.max(0, length + count - KEPT);
        System.arraycopy(kept, tooMany, kept, 0, length - tooMany);
        System.arraycopy(some, 0, kept, length - tooMany, count);
        length += count - tooMany;
    }

    private synchronized String text() {
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Why the process ended, in its own words; empty if it had none. Waits a moment for what is
     * still in the pipe.
     */
    String lastWords() throws InterruptedException {
        reader.join(LAST_MOMENT);
        return lastWords(text().lines().toList());
    }

    /** A few lines in one: those at which it says what happened, otherwise the last ones. */
    static String lastWords(List<String> printed) {
        List<String> lines =
                printed.stream().filter(line -> !NOISE.matcher(line).matches()).toList();
        int from = Math.max(0, lines.size() - MOST_LINES);
        for (int line = 0; line < lines.size(); line++) {
            if (TALE.matcher(lines.get(line)).matches()) {
                from = line;
            }
        }
        return String.join(" | ", lines.subList(from, Math.min(lines.size(), from + MOST_LINES)));
    }
}
