package org.lanewise.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Workload;

/**
 * Collects workloads in a suite file, each once, as {@code lanewise tune} reads it. Thread-safe;
 * several JVMs may share a file.
 */
final class UntunedWorkloads {
    /** Within one JVM a file lock excludes nobody but fails; this excludes. */
    private static final Object ONE_WRITER = new Object();

    private final Path file;
    private final Set<Workload> known = ConcurrentHashMap.newKeySet();

    UntunedWorkloads(Path file) {
        this.file = file;
    }

    /**
     * Adds a workload, unless the file names it already.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    void add(Workload workload) {
        if (!known.add(workload)) {
            return;
        }
        synchronized (ONE_WRITER) {
            try {
                append(workload);
            } catch (IOException refused) {
                throw new UncheckedIOException(
                        "The file of untuned workloads " + file + " cannot be written.", refused);
            }
        }
    }

    private void append(Workload workload) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            String text = content(channel);
            boolean named = text.lines().anyMatch(line -> names(line, workload));
            if (!named && lock.isValid()) {
                // One write, behind what a killed JVM may have left of a line.
                String start = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
                String line = start + workload + " " + workload + "\n";
                channel.write(
                        ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), channel.size());
            }
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
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Goes on until all is read.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
