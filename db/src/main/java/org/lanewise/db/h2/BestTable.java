package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;

/** The table of results; their layers stand in {@link BestLayerTable}. */
final class BestTable {
    private static final String DELETE =
            """
            DELETE FROM best
            WHERE machine_id = :machine AND suite = :suite AND layout = :layout AND cache = :cache
            """;

    private static final String ADD =
            """
            INSERT INTO best (machine_id, suite, layout, cache, peak_gflops, saved_at)
            VALUES (:machine, :suite, :layout, :cache, :peakGflops, :savedAt)
            """;

    private static final String ALL =
            "SELECT b.*, b.id AS best_id, "
                    + MachineTable.COLUMNS
                    + " FROM best b JOIN machine m ON m.id = b.machine_id";

    private static final String ONE =
            ALL
                    + " WHERE b.machine_id = :machine AND b.suite = :suite AND b.layout = :layout"
                    + " AND b.cache = :cache";

    /** By number, not by time: a clock may be set back between two runs. */
    private static final String NEWEST_FIRST = ALL + " ORDER BY b.id DESC";

    private BestTable() {}

    /** Puts the result in the place of an earlier one; returns the number of its layers. */
    static int save(Handle sql, BestConfig best) {
        long machine = MachineTable.findOrAdd(sql, best.machine());
        sql.createUpdate(DELETE)
                .bind("machine", machine)
                .bind("suite", best.suite())
                .bind("layout", best.layoutText())
                .bind("cache", best.cache().text())
                .execute();
        long id =
                sql.createUpdate(ADD)
                        .bind("machine", machine)
                        .bind("suite", best.suite())
                        .bind("layout", best.layoutText())
                        .bind("cache", best.cache().text())
                        .bind("peakGflops", best.peakGflops())
                        .bind("savedAt", Columns.instant(Instant.now()))
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        return BestLayerTable.append(sql, id, best.layers());
    }

    static Optional<BestConfig> find(
            Handle sql, Machine machine, String suite, String layout, CacheState cache) {
        return MachineTable.find(sql, machine)
                .flatMap(id ->
                        sql.createQuery(ONE)
                                .bind("machine", id)
                                .bind("suite", suite)
                                .bind("layout", layout)
                                .bind("cache", cache.text())
                                .map((row, context) -> read(sql, row))
                                .findOne());
    }

    static List<BestConfig> all(Handle sql) {
        return sql.createQuery(NEWEST_FIRST).map((row, context) -> read(sql, row)).list();
    }

    private static BestConfig read(Handle sql, ResultSet row) throws SQLException {
        return new BestConfig(
                MachineTable.read(row),
                row.getString("suite"),
                cache(row),
                row.getDouble("peak_gflops"),
                BestLayerTable.find(sql, row.getLong("best_id")));
    }

    /** A database that is only read may be older than the column. */
    private static CacheState cache(ResultSet row) throws SQLException {
        return Columns.has(row, "cache")
                ? CacheState.parse(row.getString("cache"))
                : CacheState.HOT;
    }
}
