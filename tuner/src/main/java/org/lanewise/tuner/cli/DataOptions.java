package org.lanewise.tuner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.CacheState;
import org.lanewise.db.TuningDatabase;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where files are. */
final class DataOptions {
    @Mixin private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Folder for the best-configuration file and the report (default: beside the database, or the"
                            + " user's data folder where that is on a server).")
    private @Nullable Path folder;

    /** What messages call the database. */
    String databaseName() {
        return database.name();
    }

    /** Whether there may be a database. */
    boolean exists() {
        return database.isServer() || Files.exists(database.file());
    }

    /** Whether it is on a server, not in a file. */
    boolean isServer() {
        return database.isServer();
    }

    Path databaseFile() {
        return database.file();
    }

    /** To write into; made if there is none. */
    TuningDatabase open() {
        return database.open();
    }

    /** To read from, also while another process writes; there must be one. */
    TuningDatabase read() {
        return database.read();
    }

    Path configFile(Suite suite, CacheState cache) {
        return folder().resolve(fileName(suite, cache) + ".json");
    }

    Path reportFile(Suite suite, CacheState cache) {
        return folder().resolve(fileName(suite, cache) + ".html");
    }

    Path indexFile() {
        return folder().resolve("index.html");
    }

    private Path folder() {
        return folder == null ? database.folder() : folder;
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
}
