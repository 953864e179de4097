package org.lanewise.db.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Kernel;

/** The table of results; their layers stand in {@link BestLayerTable}. */
final class BestTable {
    private static final String DELETE =
            """
            DELETE FROM best
            WHERE machine_id = :machine AND suite = :suite AND layout = :layout AND cache = :cache
            """;

    private static final String ADD =
            """
            INSERT INTO best (machine_id, suite, layout, cache, peak_gflops, saved_at, stamp)
            VALUES (:machine, :suite, :layout, :cache, :peakGflops, :savedAt, :stamp)
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

    private static final String OF_MACHINES =
            ALL + "WHERE b.machine_id = ANY(:machines) ORDER BY b.id, l.ordinal";

    /** Files that are read without being upgraded may have no stamps. */
    private static final String LAST_FIRST = ALL + "ORDER BY b.id DESC, l.ordinal";

    private BestTable() {}

    /** Puts the result in the place of an earlier one; returns the number of its layers. */
    static int save(Handle sql, BestConfig best) {
        Map<Machine, Long> machine =
                Map.of(best.machine(), MachineTable.findOrAdd(sql, best.machine()));
        MachineTable.lock(sql, machine.values());
        // Behind the lock: whoever waited there comes later than whom it waited for.
        long stamp = Stamp.next(sql, "SELECT max(stamp) FROM best");
        return save(sql, machine, List.of(new Fact.OfResult(stamp, best)));
    }

    /**
     * Saves a result with the layers of the earlier one that are kept; whoever merges results of
     * the same machine waits for the end of this transaction.
     */
    static int merge(Handle sql, BestConfig best, Predicate<TunedLayer> kept) {
        MachineTable.lock(sql, List.of(MachineTable.findOrAdd(sql, best.machine())));
        Stream<TunedLayer> before =
                find(sql, best.machine(), best.suite(), best.layoutText(), best.cache())
                        .flatMap(earlier -> spared(sql, earlier))
                        .stream()
                        .flatMap(earlier -> earlier.layers().stream())
                        .filter(kept);
        return save(sql, best.with(Stream.concat(best.layers().stream(), before).toList()));
    }

    /**
     * Saves those that are newer than what is there.
     *
     * @param machines their machines
     * @return how many of them were
     */
    static int addNewer(Handle sql, Map<Machine, Long> machines, List<Fact.OfResult> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        Query held = sql.createQuery(OF_MACHINES).bind("machines", ids(machines));
        Newer.News<Fact.OfResult> news =
                Newer.among(facts(held), facts, fact -> Key.of(machines, fact.best()));
        save(sql, machines, news.kept());
        return news.count();
    }

    private static Long[] ids(Map<Machine, Long> machines) {
        return machines.values().toArray(Long[]::new);
    }

    /** Puts results in the place of earlier ones; returns the number of their layers. */
    private static int save(Handle sql, Map<Machine, Long> machines, List<Fact.OfResult> results) {
        if (results.isEmpty()) {
            return 0;
        }
        try (PreparedBatch delete = sql.prepareBatch(DELETE);
                PreparedBatch add = sql.prepareBatch(ADD)) {
            for (Fact.OfResult result : results) {
                Key key = Key.of(machines, result.best());
                key.bind(delete).add();
                key.bind(add)
                        .bind("peakGflops", result.best().peakGflops())
                        // A batch asks no factory of ours for a type that Jdbi knows itself.
                        .bind("savedAt", Records.utc(Stamp.time(result.stamp())))
                        .bind("stamp", result.stamp())
                        .add();
            }
            delete.execute();
            List<Long> ids = add.executePreparedBatch("id").mapTo(Long.class).list();
            return BestLayerTable.append(
                    sql, ids, results.stream().map(Fact.OfResult::best).toList());
        }
    }

    /** The result of this very machine, otherwise the newest of those that it covers. */
    static Optional<BestConfig> find(
            Handle sql, Machine machine, String suite, String layout, CacheState cache) {
        return MachineTable.find(sql, machine)
                .flatMap(id -> results(one(sql, id, suite, layout, cache)).findFirst())
                .or(() ->
                        Stream.of(MachineTable.covered(sql, machine))
                                .flatMap(id -> facts(one(sql, id, suite, layout, cache)))
                                .max(Comparator.comparingLong(Fact.OfResult::stamp))
                                .map(Fact.OfResult::best));
    }

    private static Query one(
            Handle sql, long machine, String suite, String layout, CacheState cache) {
        return sql.createQuery(ONE)
                .bind("machine", machine)
                .bind("suite", suite)
                .bind("layout", layout)
                .bind("cache", cache);
    }

    /** All results, the last saved first. */
    static List<BestConfig> all(Handle sql) {
        return results(sql.createQuery(LAST_FIRST)).toList();
    }

    /** The same without layers whose kernels are condemned. */
    static List<BestConfig> allSpared(Handle sql) {
        Set<Kernel> condemned = CondemnedTable.all(sql);
        return all(sql).stream().flatMap(best -> spared(best, condemned).stream()).toList();
    }

    /** A result without such layers; empty if there is no other. */
    static Optional<BestConfig> spared(Handle sql, BestConfig best) {
        return spared(best, CondemnedTable.all(sql));
    }

    private static Optional<BestConfig> spared(BestConfig best, Set<Kernel> condemned) {
        return Optional.of(CondemnedTable.spared(best, condemned))
                .filter(left -> !left.layers().isEmpty());
    }

    /** All results, the newest first. */
    static Stream<Fact.OfResult> facts(Handle sql) {
        return facts(sql.createQuery(LAST_FIRST));
    }

    private static Stream<Fact.OfResult> facts(Query layers) {
        return grouped(layers)
                .map(rows -> new Fact.OfResult(rows.getFirst().since(), BestRow.result(rows)));
    }

    private static Stream<BestConfig> results(Query layers) {
        return grouped(layers).map(BestRow::result);
    }

    /** By stamp, not by time: a clock may be set back between two runs. */
    private static Stream<List<BestRow>> grouped(Query layers) {
        Map<Long, List<BestRow>> results =
                layers.mapTo(BestRow.class)
                        .collect(groupingBy(BestRow::bestId, LinkedHashMap::new, toList()));
        return results.values().stream()
                .sorted(
                        Comparator.comparingLong((List<BestRow> rows) -> rows.getFirst().since())
                                .reversed());
    }

    /** Of which there is one result. */
    record Key(long machine, String suite, String layout, CacheState cache) {
        static Key of(Map<Machine, Long> machines, BestConfig best) {
            return new Key(
                    Objects.requireNonNull(machines.get(best.machine())),
                    best.suite(),
                    best.layoutText(),
                    best.cache());
        }

        PreparedBatch bind(PreparedBatch batch) {
            return batch.bind("machine", machine)
                    .bind("suite", suite)
                    .bind("layout", layout)
                    .bind("cache", cache.text());
        }
    }
}
