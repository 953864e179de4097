package org.lanewise.runtime;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Workload;

/**
 * Collects workloads in a suite file, each once, as {@code lanewise tune} reads it. A file that
 * cannot be written costs a warning, and is tried again whenever the next workload comes.
 * Thread-safe; several JVMs may share a file.
 */
final class UntunedWorkloads {
    /**
     * Within one JVM a file lock excludes nobody but fails; this excludes, within a class loader.
     */
    private static final Object ONE_WRITER = new Object();

    private static final int MOST_BYTES = 64 << 20;

    /** Longer than others hold the lock to add a line. */
    private static final int LOCK_TRIES = 40;

    private static final Duration LOCK_PAUSE = Duration.ofMillis(5);

    private final Path file;
    private final Set<Workload> written = new HashSet<>();
    private final Set<Workload> waiting = new LinkedHashSet<>();
    private boolean warned;

    UntunedWorkloads(Path file) {
        this.file = file;
    }

    /** Adds a workload, and those that could not be added before, unless the file names them. */
    void add(Workload workload) {
        synchronized (ONE_WRITER) {
            if (written.contains(workload)) {
                return;
            }
            waiting.add(workload);
            try {
                append();
                written.addAll(waiting);
                waiting.clear();
            } catch (IOException | RuntimeException refused) {
                warn(refused);
            }
        }
    }

    private void warn(Exception refused) {
        if (!warned) {
            warned = true;
            System.getLogger("org.lanewise")
                    .log(
                            Logger.Level.WARNING,
                            "Untuned workloads cannot be noted in "
                                    + file
                                    + ", which is tried again with the next one: "
                                    + refused);
        }
    }

    private void append() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                var lock = lock(channel)) {
            append(channel);
            lock.release();
        }
    }

    /** Waits for it a little, but not again and again for a file that never could be written. */
    private FileLock lock(FileChannel channel) throws IOException {
        int tries = warned ? 1 : LOCK_TRIES;
        for (int i = 0; i < tries; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException otherClassLoader) {
                // This JVM holds it; the same as if another did.
            }
            LockSupport.parkNanos(LOCK_PAUSE.toNanos());
        }
        throw new IOException("another program holds its lock");
    }

    /** All or nothing, behind what a killed JVM may have left of a line. */
    private void append(FileChannel channel) throws IOException {
        String text = content(channel);
        StringBuilder lines = new StringBuilder(text.isEmpty() || text.endsWith("\n") ? "" : "\n");
        for (Workload workload : waiting) {
            if (text.lines().noneMatch(line -> names(line, workload))) {
                lines.append(workload).append(' ').append(workload).append('\n');
            }
        }
        if (lines.toString().isBlank()) {
            return;
        }
        long before = channel.size();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            long place = before;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        } catch (IOException full) {
            channel.truncate(before);
            throw full;
        }
    }

    /** A file edited by hand may write a workload in another form. */
    private static boolean names(String line, Workload workload) {
        String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
        try {
            return words.length > 1 && Workload.parse(words[1]).equals(workload);
        } catch (InvalidWorkloadException malformed) {
            return false;
        }
    }

    private static String content(FileChannel channel) throws IOException {
        if (channel.size() > MOST_BYTES) {
            throw new IOException("it is too large for a suite");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Goes on until all is read.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
