package org.lanewise.db.h2;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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
            """
            SELECT b.*, m.*, l.* FROM best b
            JOIN machine m ON m.id = b.machine_id
            JOIN best_layer l ON l.best_id = b.id
            """;

    private static final String ONE =
            ALL
                    + """
                    WHERE b.machine_id = :machine AND b.suite = :suite AND b.layout = :layout AND b.cache = :cache
                    ORDER BY l.ordinal
                    """;

    /** By number, not by time: a clock may be set back between two runs. */
    private static final String NEWEST_FIRST = ALL + "ORDER BY b.id DESC, l.ordinal";

    private BestTable() {}

    /** Puts the result in the place of an earlier one; returns the number of its layers. */
    static int save(Handle sql, BestConfig best) {
        long machine = MachineTable.findOrAdd(sql, best.machine());
        sql.createUpdate(DELETE)
                .bind("machine", machine)
                .bind("suite", best.suite())
                .bind("layout", best.layoutText())
                .bind("cache", best.cache())
                .execute();
        long id =
                sql.createUpdate(ADD)
                        .bind("machine", machine)
                        .bind("suite", best.suite())
                        .bind("layout", best.layoutText())
                        .bind("cache", best.cache())
                        .bind("peakGflops", best.peakGflops())
                        .bind("savedAt", Instant.now())
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        return BestLayerTable.append(sql, id, best.layers());
    }

    static Optional<BestConfig> find(
            Handle sql, Machine machine, String suite, String layout, CacheState cache) {
        return MachineTable.find(sql, machine)
                .flatMap(id ->
                        results(
                                        sql.createQuery(ONE)
                                                .bind("machine", id)
                                                .bind("suite", suite)
                                                .bind("layout", layout)
                                                .bind("cache", cache))
                                .findFirst());
    }

    static List<BestConfig> all(Handle sql) {
        return results(sql.createQuery(NEWEST_FIRST)).toList();
    }

    private static Stream<BestConfig> results(Query layers) {
        Map<Long, List<BestRow>> results =
                layers.mapTo(BestRow.class)
                        .collect(groupingBy(BestRow::bestId, LinkedHashMap::new, toList()));
        return results.values().stream().map(BestRow::result);
    }
}
