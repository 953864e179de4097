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
import org.lanewise.codegen.KernelSource;
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
                AND generator = :generator
            """;

    private static final String ADD =
            """
            INSERT INTO best (machine_id, suite, layout, cache, generator, peak_gflops, saved_at, stamp)
            VALUES (:machine, :suite, :layout, :cache, :generator, :peakGflops, :savedAt, :stamp)
            """;

    private static final String ALL =
            """
            SELECT b.*, m.*, l.* FROM best b
            JOIN machine m ON m.id = b.machine_id
            JOIN best_layer l ON l.best_id = b.id
            """;

    /** Of all machines that one covers, by one question: there are few, and mostly one. */
    static final String ONE =
            ALL
                    + "WHERE "
                    + MachineTable.IS_COVERED
                    + """
                    AND b.suite = :suite AND b.layout = :layout AND b.cache = :cache AND b.generator = :generator
                    ORDER BY b.id, l.ordinal
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
        return save(sql, machine, List.of(new Fact.OfResult(stamp, KernelSource.GENERATOR, best)));
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
                Newer.among(facts(held), facts, fact -> Key.of(machines, fact));
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
                Key key = Key.of(machines, result);
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
        List<BestConfig> newestFirst =
                results(
                                sql.createQuery(ONE)
                                        .bindMethods(machine)
                                        .bind("suite", suite)
                                        .bind("layout", layout)
                                        .bind("cache", cache)
                                        .bind("generator", KernelSource.GENERATOR))
                        .toList();
        return newestFirst.stream()
                .filter(best -> best.machine().equals(machine))
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }

    /**
     * All results of this generator's kernels, the last saved first, without layers whose kernels
     * are condemned.
     */
    static List<BestConfig> allSpared(Handle sql) {
        Set<Kernel> suspects = CondemnedTable.all(sql);
        return facts(sql)
                .filter(BestTable::isOfThisGenerator)
                .flatMap(fact -> spared(sql, fact.best(), suspects).stream())
                .toList();
    }

    /** A result without such layers; empty if there is no other. */
    static Optional<BestConfig> spared(Handle sql, BestConfig best) {
        return without(CondemnedTable.of(sql, best), best);
    }

    private static Optional<BestConfig> spared(Handle sql, BestConfig best, Set<Kernel> suspects) {
        return without(condemned(sql, best, suspects), best);
    }

    private static Optional<BestConfig> without(Set<Kernel> condemned, BestConfig best) {
        return with(best, layer -> !CondemnedTable.condemn(condemned, layer));
    }

    /** What the two above leave out. */
    static List<BestConfig> unproven(Handle sql) {
        Set<Kernel> suspects = CondemnedTable.all(sql);
        return facts(sql)
                .flatMap(fact ->
                        isOfThisGenerator(fact)
                                ? left(sql, fact.best(), suspects).stream()
                                : Stream.of(fact.best()))
                .toList();
    }

    private static Optional<BestConfig> left(Handle sql, BestConfig best, Set<Kernel> suspects) {
        Set<Kernel> condemned = condemned(sql, best, suspects);
        return with(best, layer -> CondemnedTable.condemn(condemned, layer));
    }

    /** Of many results: those are asked about of which a winner may be among them. */
    private static Set<Kernel> condemned(Handle sql, BestConfig best, Set<Kernel> suspects) {
        return best.layers().stream().anyMatch(layer -> CondemnedTable.condemn(suspects, layer))
                ? CondemnedTable.of(sql, best)
                : Set.of();
    }

    private static boolean isOfThisGenerator(Fact.OfResult fact) {
        return fact.generator() == KernelSource.GENERATOR;
    }

    private static Optional<BestConfig> with(BestConfig best, Predicate<TunedLayer> wanted) {
        List<TunedLayer> layers = best.layers().stream().filter(wanted).toList();
        return layers.isEmpty() ? Optional.empty() : Optional.of(best.with(layers));
    }

    /** All results, the newest first. */
    static Stream<Fact.OfResult> facts(Handle sql) {
        return facts(sql.createQuery(LAST_FIRST));
    }

    private static Stream<Fact.OfResult> facts(Query layers) {
        return grouped(layers)
                .map(rows ->
                        new Fact.OfResult(
                                rows.getFirst().since(),
                                rows.getFirst().madeBy(),
                                BestRow.result(rows)));
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
    record Key(long machine, String suite, String layout, CacheState cache, int generator) {
        static Key of(Map<Machine, Long> machines, Fact.OfResult fact) {
            BestConfig best = fact.best();
            return new Key(
                    Objects.requireNonNull(machines.get(best.machine())),
                    best.suite(),
                    best.layoutText(),
                    best.cache(),
                    fact.generator());
        }

        PreparedBatch bind(PreparedBatch batch) {
            return batch.bind("machine", machine)
                    .bind("suite", suite)
                    .bind("layout", layout)
                    .bind("cache", cache.text())
                    .bind("generator", generator);
        }
    }
}
