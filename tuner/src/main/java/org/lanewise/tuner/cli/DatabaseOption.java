package org.lanewise.tuner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.h2.Databases;
import picocli.CommandLine.Option;

/** Which database is meant. */
final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE",
            description =
                    "Database of all trials (default: tuning.mv.db in the user's data folder).")
    private @Nullable Path database;

    Path file() {
        return database == null ? userData().resolve("tuning.mv.db") : Databases.file(database);
    }

    /** To write into; made if there is none. */
    TuningDatabase open() {
        return Databases.open(file());
    }

    /** To write into; there must be one. */
    TuningDatabase openExisting() {
        if (!Files.exists(file())) {
            throw new UserError(
                    "There is no database "
                            + file()
                            + "; 'lanewise tune' makes it, or choose another with --db.");
        }
        return open();
    }

    /** To read from, also while another process writes; there must be one. */
    TuningDatabase read() {
        return Databases.read(file());
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

    /** Java names a question mark where the system knows no home. */
    private static Path home() {
        Path home = Path.of(System.getProperty("user.home", ""));
        if (!home.isAbsolute()) {
            throw new UserError(
                    "This user has no home folder; name other places with --db and --out, or set"
                            + " XDG_DATA_HOME to a folder for both.");
        }
        return home;
    }
}
