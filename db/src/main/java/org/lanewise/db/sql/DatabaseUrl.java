package org.lanewise.db.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Shown;
import org.lanewise.workload.Layout;

/**
 * Reads results from a database by its JDBC URL, for applications:
 *
 * <pre>{@code
 * BestConfig best = DatabaseUrl.best(
 *         "jdbc:h2:file:/data/tuning", "mobilenet_v1", Layout.NCHW16C, CacheState.HOT);
 * try (TunedKernels kernels = TunedKernels.of(best, LoadOptions.DEFAULT)) { ... }
 * }</pre>
 *
 * Nothing is written: a database is neither made nor upgraded. A tuner that is running has its
 * database file to itself; to read meanwhile, let an H2 server serve it.
 */
public final class DatabaseUrl {
    private static final String H2 = "jdbc:h2:";

    /** An URL of H2 that names a file, and its name. */
    private static final Pattern FILE = Pattern.compile("jdbc:h2:(?:file:)?([./][^;]*)(?:;.*)?");

    private DatabaseUrl() {}

    /**
     * The newest result of a suite.
     *
     * @param url such as {@code jdbc:h2:file:/data/tuning} or {@code jdbc:h2:tcp://host/tuning}
     * @throws DatabaseException if there is no such result, or the database cannot be read; the
     *     message is one sentence
     */
    public static BestConfig best(String url, String suite, Layout layout, CacheState cache) {
        return all(url).stream()
                .filter(best -> best.suite().equals(suite))
                .filter(best -> best.layoutText().equals(layout.text()) && best.cache() == cache)
                .findFirst()
                .orElseThrow(() ->
                        new DatabaseException(
                                "The database "
                                        + Shown.without(url)
                                        + " holds no result for "
                                        + suite
                                        + " in "
                                        + layout.text()
                                        + (cache == CacheState.HOT ? "" : " with cold caches")
                                        + "; tune it first.",
                                new IllegalArgumentException(suite)));
    }

    /** Of a file that was cut H2 would read what is left, perhaps nothing. */
    private static void requireWhole(String url) {
        Matcher local = FILE.matcher(url);
        if (local.matches()) {
            Path file = DatabaseFile.suffixed(Path.of(local.group(1)));
            if (Files.exists(file)) {
                DatabaseFile.of(file).requireExisting();
            }
        }
    }

    private static List<BestConfig> all(String url) {
        requireWhole(url);
        Jdbi jdbi = Records.known(Jdbi.create(readOnly(url)));
        try (Handle handle = jdbi.open()) {
            if (isOlder(handle)) {
                throw new DatabaseException(
                        "The database "
                                + Shown.without(url)
                                + " was written by an older Lanewise, and does not say whose kernels"
                                + " its results are of; 'lanewise best' on its file tells, 'lanewise"
                                + " tune' brings it up to date.",
                        new IllegalStateException("no table of revalidated kernels"));
            }
            return BestTable.allSpared(handle);
        } catch (ConnectionException closed) {
            throw refused(url, "opened", closed);
        } catch (JdbiException unreadable) {
            throw refused(url, "read as a Lanewise database", unreadable);
        }
    }

    /** A schema that does not tell which kernels may be chosen; it is not upgraded here. */
    private static boolean isOlder(Handle handle) {
        return has(handle, "BEST") && !has(handle, "REVALIDATED_KERNEL");
    }

    /** H2 writes names in capitals, PostgreSQL does not. */
    private static boolean has(Handle handle, String table) {
        return Stream.of(table, table.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        handle.queryMetadata(tables -> tables.getTables(null, null, name, null))
                                .mapToMap()
                                .findFirst()
                                .isPresent());
    }

    /** H2 makes a database that is not there, unless told otherwise. */
    private static String readOnly(String url) {
        boolean told = url.toUpperCase(Locale.ROOT).contains("IFEXISTS");
        return url.startsWith(H2) && !told ? url + ";IFEXISTS=TRUE" : url;
    }

    private static DatabaseException refused(String url, String what, JdbiException cause) {
        return new DatabaseException(
                "The database "
                        + Shown.without(url)
                        + " cannot be "
                        + what
                        + "; check the URL, and that no tuner is using the file.",
                cause);
    }
}
