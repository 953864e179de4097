package org.lanewise.db.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.store.fs.FileUtils;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.lanewise.db.DatabaseException;

/**
 * What a database file holds at one moment, as a database in memory. So the file can be read while
 * another process writes it, where nothing can be written, and whatever its schema.
 */
final class Snapshot {
    private static final String FILES_IN_MEMORY = "nioMemFS:";

    /** Rows are read as they are asked for: all of them at once fill the memory twice. */
    private static final String FOR_READING = ";ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1";

    /** A writer is done within milliseconds, and then measures for tenths of a second. */
    private static final int ATTEMPTS = 250;

    /** A large file takes long to copy, and whoever writes all the time has no quiet moment. */
    private static final int COPIES = 20;

    /**
     * Longer than the ticks of file systems that keep milliseconds: a file that was not written for
     * so long shows by its time when it is written next.
     */
    private static final long QUIET_MS = 20;

    /** Read at a time. */
    private static final int BLOCK = 1 << 18;

    private Snapshot() {}

    /**
     * A connection to a copy, which goes when the connection is closed; nothing can be written to
     * it.
     */
    static Handle open(DatabaseFile file) {
        String name = FILES_IN_MEMORY + "lanewise-" + UUID.randomUUID();
        String copy = name + DatabaseFile.SUFFIX;
        try {
            requireRoom(file.path());
            copy(file.path(), copy);
            upgrade(file, name);
            Handle handle = Connections.connect(DatabaseFile.source(name + FOR_READING));
            handle.addCleanable(() -> FileUtils.delete(copy));
            return handle;
        } catch (IOException unreadable) {
            FileUtils.delete(copy);
            throw new UncheckedIOException(unreadable);
        } catch (RuntimeException refused) {
            FileUtils.delete(copy);
            throw refused;
        }
    }

    /** Brings a copy's schema up to date; what goes with the process is not worth compacting. */
    private static void upgrade(DatabaseFile file, String name) {
        DataSource copy = DatabaseFile.source(name + ";MAX_COMPACT_TIME=0");
        // While it is open, those of the steps open no database anew.
        try (Connection _ = copy.getConnection()) {
            Schema.upgrade(file, copy);
        } catch (SQLException refused) {
            throw new ConnectionException(refused);
        }
    }

    /** A file that is written, or that was left by a kill, may be many times what it holds. */
    private static void requireRoom(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Runtime.getRuntime().maxMemory()) {
            throw new DatabaseException(
                    "The database "
                            + file
                            + " takes "
                            + (size >> 20)
                            + " MB, more than this JVM can copy to read it; once nobody writes it, 'lanewise db compact' makes it smaller.",
                    new IOException("too large for memory"));
        }
    }

    /**
     * Copies again where somebody has written meanwhile: half of one state and half of the next
     * would be a damaged database. What is read twice and is the same was there, all of it, between
     * the two; H2 opens what a file holds at one moment, as it does after a crash. The file's time
     * saves most of the second readings that would fail, and alone it is not enough: on a busy
     * machine a writer may rest for long between setting the time and writing.
     */
    private static void copy(Path file, String copy) throws IOException {
        int copies = 0;
        for (int attempt = 0; attempt < ATTEMPTS && copies < COPIES; attempt++) {
            State before = State.of(file);
            if (before.quiet()) {
                copies++;
                try (OutputStream out = FileUtils.newOutputStream(copy, false)) {
                    Files.copy(file, out);
                }
                if (State.of(file).equals(before) && isSame(file, copy)) {
                    return;
                }
            }
            pause();
        }
        throw new IOException("another process writes it all the time");
    }

    /** Whether a file still holds what a copy of it does. */
    static boolean isSame(Path file, String copy) throws IOException {
        try (InputStream now = Files.newInputStream(file);
                InputStream then = FileUtils.newInputStream(copy)) {
            byte[] some;
            do {
                some = now.readNBytes(BLOCK);
                if (!Arrays.equals(some, then.readNBytes(BLOCK))) {
                    return false;
                }
            } while (some.length > 0);
            return true;
        }
    }

    private static void pause() {
        try {
            // Another process writes, which cannot tell when it is done.
            Thread.sleep(QUIET_MS);
        } catch (InterruptedException never) {
            // The thread of a database is its own, and nobody interrupts it.
            throw new IllegalStateException(never);
        }
    }

    private record State(long size, long modified) {
        static State of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.size(), now.lastModifiedTime().toMillis());
        }

        /** A time in the future is another machine's, and says nothing. */
        boolean quiet() {
            long age = System.currentTimeMillis() - modified;
            return age < 0 || age >= QUIET_MS;
        }
    }
}
