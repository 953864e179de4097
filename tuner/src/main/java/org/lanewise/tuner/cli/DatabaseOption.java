package org.lanewise.tuner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.Shown;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import picocli.CommandLine.Option;

/** Which database is meant. */
final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description =
                    "Database of all trials (default: tuning.mv.db in the user's data folder), or the"
                            + " jdbc:postgresql: URL of one that is shared; its password comes from PGPASSWORD or PGPASSFILE.")
    private @Nullable String database;

    /** Whether it is on a server. */
    boolean isServer() {
        return database != null && Databases.isServer(database);
    }

    /**
     * The URL of the server.
     *
     * @throws UserError if a file is meant
     */
    String url() {
        if (database == null || !isServer()) {
            throw new UserError(
                    "A fleet shares a database on a PostgreSQL server; name it with --db jdbc:postgresql://host/name.");
        }
        return database;
    }

    /** What messages call it. */
    String name() {
        return isServer() ? Shown.without(url()) : file().toString();
    }

    /**
     * The file.
     *
     * @throws UserError if a server is meant
     */
    Path file() {
        if (isServer()) {
            throw new UserError(
                    "The database is on a server, and this needs a file; choose another with --db.");
        }
        return database == null
                ? userData().resolve("tuning.mv.db")
                : Databases.file(Path.of(database));
    }

    /** Where files of its results go, so that those of two databases do not replace each other. */
    Path folder() {
        if (isServer()) {
            return userData();
        }
        Path beside = file().getParent();
        return beside == null ? Path.of("") : beside;
    }

    /** To write into; made if there is none. */
    TuningDatabase open() {
        return open(isServer() ? url() : file().toString());
    }

    /** The one of a name, to write into; made if there is none. */
    static TuningDatabase open(String name) {
        return Databases.isServer(name) ? Databases.open(name) : Databases.open(Path.of(name));
    }

    /** To write into; there must be one. */
    TuningDatabase openExisting() {
        if (!isServer() && !Files.exists(file())) {
            throw new UserError(
                    "There is no database "
                            + file()
                            + "; 'lanewise tune' makes it, or choose another with --db.");
        }
        return open();
    }

    /** To read from, also while another process writes; there must be one. */
    TuningDatabase read() {
        return isServer() ? Databases.open(url()) : Databases.read(file());
    }

    /** Where files go that the user names no place for. */
    static Path userData() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return home().resolve("Library/Application Support/Lanewise");
        }
        String named = System.getenv(os.contains("windows") ? "LOCALAPPDATA" : "XDG_DATA_HOME");
        Path data =
                named == null || named.isBlank() ? home().resolve(".local/share") : Path.of(named);
        return data.resolve("lanewise");
    }

    /** As other tools find it; Java asks the list of users, and names a question mark for none. */
    private static Path home() {
        return Stream.of(System.getenv("HOME"), System.getProperty("user.home"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "This user has no home folder; name other places with --db and"
                                        + " --out, or set XDG_DATA_HOME to a folder for both."));
    }
}
