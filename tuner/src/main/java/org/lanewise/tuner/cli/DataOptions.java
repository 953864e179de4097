package org.lanewise.tuner.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.CacheState;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.h2.Databases;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Option;

/** Where files are. */
final class DataOptions {
    @Option(
            names = "--db",
            paramLabel = "FILE",
            description =
                    "Database of all trials (default: tuning.mv.db in the user's data folder).")
    private @Nullable Path database;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Folder for the best-configuration file and the report (default: the user's data folder).")
    private @Nullable Path folder;

    Path databaseFile() {
        return database == null ? userData().resolve("tuning.mv.db") : Databases.file(database);
    }

    /** To write into; made if there is none. */
    TuningDatabase open() {
        return Databases.open(databaseFile());
    }

    /** To read from, also while another process writes; there must be one. */
    TuningDatabase read() {
        return Databases.read(databaseFile());
    }

    Path configFile(Suite suite, CacheState cache) {
        return folder().resolve(fileName(suite, cache) + ".json");
    }

    Path reportFile(Suite suite, CacheState cache) {
        return folder().resolve(fileName(suite, cache) + ".html");
    }

    private Path folder() {
        return folder == null ? userData() : folder;
    }

    /** A workload's text serves as suite name too; it already ends in the layout. */
    private static String fileName(Suite suite, CacheState cache) {
        String layout = suite.layoutText();
        String name = suite.name().endsWith(layout) ? suite.name() : suite.name() + "_" + layout;
        return switch (cache) {
            case HOT -> name;
            case COLD -> name + "_cold";
        };
    }

    private static Path userData() {
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
