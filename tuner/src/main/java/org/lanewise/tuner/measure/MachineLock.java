package org.lanewise.tuner.measure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.measure.protocol.MeasureException;

/**
 * The right to measure on this machine, which one process of a user has at a time: two that measure
 * beside each other would time each other. The operating system takes it back from a process that
 * was killed. Thread-safe.
 */
public final class MachineLock implements AutoCloseable {
    private static final long POLL_MS = 250;
    private static final String UNKNOWN = "another process";

    private final FileChannel channel;
    private final Path note;

    private MachineLock(FileChannel channel, Path note) {
        this.channel = channel;
        this.note = note;
    }

    /**
     * Takes the lock, waiting for as long as another process has it.
     *
     * @param purpose what this process is about to do, told to those that wait for it
     * @param waiting told who has the lock, once for each holder, such as {@code process 4711 (tune
     *     mobilenet_v1)}; never told where the lock is free
     * @throws InterruptedException if the caller was asked to stop
     * @throws MeasureException if there can be no lock file
     */
    public static MachineLock take(String purpose, Consumer<String> waiting)
            throws InterruptedException {
        return take(folder(), purpose, waiting);
    }

    static MachineLock take(Path folder, String purpose, Consumer<String> waiting)
            throws InterruptedException {
        String told = "";
        while (true) {
            Optional<MachineLock> taken = tryTake(folder, purpose);
            if (taken.isPresent()) {
                return taken.get();
            }
            String holder = holder(folder);
            // Whoever took it a moment ago may not have left his note yet.
            if (!holder.equals(told) && !(holder.equals(UNKNOWN) && told.isEmpty())) {
                waiting.accept(holder);
            }
            told = holder;
            // Waiting for a lock of the system could not be interrupted, nor say who has it now.
            Thread.sleep(POLL_MS);
        }
    }

    /**
     * Takes the lock if nobody has it.
     *
     * @param purpose what this process is about to do
     * @throws MeasureException if there can be no lock file
     */
    public static Optional<MachineLock> tryTake(String purpose) {
        return tryTake(folder(), purpose);
    }

    static Optional<MachineLock> tryTake(Path folder, String purpose) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel =
                    FileChannel.open(
                            folder.resolve("measuring.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            Path note = note(folder);
            Files.writeString(note, "process " + own() + " (" + purpose.strip() + ")");
            return Optional.of(new MachineLock(channel, note));
        } catch (IOException refused) {
            close(channel);
            throw new MeasureException(
                    "The folder "
                            + folder
                            + ", in which runs on one machine wait for each other, cannot be used: "
                            + refused.getMessage()
                            + "; choose another place with -Djava.io.tmpdir=FOLDER.",
                    refused);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ownOther) {
            // Another run in this very process.
            return false;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            throw new MeasureException("A lock file cannot be closed.", gone);
        }
    }

    /** Who has the lock, if that is known. */
    private static String holder(Path folder) {
        try {
            return Files.readString(note(folder));
        } catch (IOException untold) {
            return UNKNOWN;
        }
    }

    /** Beside the lock file: POSIX drops a lock when its process closes any channel of the file. */
    private static Path note(Path folder) {
        return folder.resolve("measuring.txt");
    }

    /** Not in the home folder, which machines of a network may share. */
    private static Path folder() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "lanewise-" + System.getProperty("user.name"));
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException kept) {
            // Only read while somebody has the lock, who then has written it anew.
            note.toFile().deleteOnExit();
        }
        close(channel);
    }
}
