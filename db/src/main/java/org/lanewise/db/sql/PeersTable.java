package org.lanewise.db.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.PeerTimes;
import org.lanewise.workload.Workload;

/** The tables of what other libraries took. */
final class PeersTable {
    private static final String DELETE =
            """
            DELETE FROM peer_comparison
            WHERE machine_id = :machine AND workload = :workload AND threads = :threads AND cache = :cache
            """;

    private static final String ADD =
            """
            INSERT INTO peer_comparison (machine_id, workload, threads, cache, stamp)
            VALUES (:machine, :workload, :threads, :cache, :stamp)
            """;

    private static final String ADD_TIME =
            """
            INSERT INTO peer_time (comparison_id, ordinal, contender, implementation, same_layout, rounds_ns)
            VALUES (:comparison, :ordinal, :name, :implementation, :sameLayout, :rounds)
            """;

    private static final String FIND =
            """
            SELECT p.id AS comparison_id, p.workload, p.threads, p.cache, p.stamp,
                t.contender, t.implementation, t.same_layout, t.rounds_ns, m.*
            FROM peer_comparison p
            JOIN peer_time t ON t.comparison_id = p.id
            JOIN machine m ON m.id = p.machine_id
            <where>
            ORDER BY p.stamp, p.id, t.ordinal
            """;

    private PeersTable() {}

    /** A contender's row with the comparison that it belongs to. */
    record Row(
            long comparisonId,
            Workload workload,
            int threads,
            CacheState cache,
            long stamp,
            String contender,
            String implementation,
            boolean sameLayout,
            List<Double> roundsNs,
            @Nested MachineRow machine) {
        private PeerTimes.Contender timed() {
            return new PeerTimes.Contender(contender, implementation, sameLayout, roundsNs);
        }

        static Fact.OfPeers fact(List<Row> rows) {
            Row any = rows.getFirst();
            return new Fact.OfPeers(
                    any.stamp,
                    any.machine.machine(),
                    new PeerTimes(
                            any.workload,
                            any.threads,
                            any.cache,
                            rows.stream().map(Row::timed).toList()));
        }
    }

    /** Puts a comparison in the place of an earlier one; returns the number of its contenders. */
    static int save(Handle sql, Machine machine, PeerTimes times) {
        Map<Machine, Long> id = Map.of(machine, MachineTable.findOrAdd(sql, machine));
        MachineTable.lock(sql, id.values());
        long stamp = Stamp.next(sql, "SELECT max(stamp) FROM peer_comparison");
        return save(sql, id, List.of(new Fact.OfPeers(stamp, machine, times)));
    }

    /**
     * Saves those that are newer than what is there.
     *
     * @param machines their machines
     * @return how many of them were
     */
    static int addNewer(Handle sql, Map<Machine, Long> machines, List<Fact.OfPeers> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        Query held =
                sql.createQuery(FIND)
                        .define("where", "WHERE p.machine_id = ANY(:machines)")
                        .bind("machines", machines.values().toArray(Long[]::new));
        Newer.News<Fact.OfPeers> news =
                Newer.among(facts(held), facts, fact -> Key.of(machines, fact));
        save(sql, machines, news.kept());
        return news.count();
    }

    private static int save(Handle sql, Map<Machine, Long> machines, List<Fact.OfPeers> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        try (PreparedBatch delete = sql.prepareBatch(DELETE);
                PreparedBatch add = sql.prepareBatch(ADD)) {
            for (Fact.OfPeers fact : facts) {
                Key key = Key.of(machines, fact);
                key.bind(delete).add();
                key.bind(add).bind("stamp", fact.stamp()).add();
            }
            delete.execute();
            return appendTimes(sql, add.executePreparedBatch("id").mapTo(Long.class).list(), facts);
        }
    }

    private static int appendTimes(Handle sql, List<Long> ids, List<Fact.OfPeers> facts) {
        try (PreparedBatch batch = sql.prepareBatch(ADD_TIME)) {
            for (int index = 0; index < facts.size(); index++) {
                List<PeerTimes.Contender> contenders = facts.get(index).times().contenders();
                for (int ordinal = 0; ordinal < contenders.size(); ordinal++) {
                    PeerTimes.Contender contender = contenders.get(ordinal);
                    batch.bind("comparison", ids.get(index))
                            .bind("ordinal", ordinal)
                            .bindMethods(contender)
                            .bind("rounds", contender.roundsNs().toArray(Double[]::new))
                            .add();
                }
            }
            return batch.execute().length;
        }
    }

    /** The newest of this machine and those that it covers. */
    static Optional<PeerTimes> find(
            Handle sql, Machine machine, Workload workload, int threads, CacheState cache) {
        return facts(
                        sql.createQuery(FIND)
                                .define(
                                        "where",
                                        "WHERE p.machine_id = ANY(:machines) AND p.workload = :workload"
                                                + " AND p.threads = :threads AND p.cache = :cache")
                                .bind("machines", MachineTable.covered(sql, machine))
                                .bind("workload", workload)
                                .bind("threads", threads)
                                .bind("cache", cache))
                .map(Fact.OfPeers::times)
                .reduce((earlier, later) -> later);
    }

    /** The comparisons of all machines. */
    static Stream<Fact.OfPeers> facts(Handle sql) {
        return facts(sql.createQuery(FIND).define("where", ""));
    }

    private static Stream<Fact.OfPeers> facts(Query contenders) {
        Map<Long, List<Row>> comparisons =
                contenders
                        .mapTo(Row.class)
                        .collect(groupingBy(Row::comparisonId, LinkedHashMap::new, toList()));
        return comparisons.values().stream().map(Row::fact);
    }

    /** Of which there is one comparison. */
    record Key(long machine, Workload workload, int threads, CacheState cache) {
        static Key of(Map<Machine, Long> machines, Fact.OfPeers fact) {
            return new Key(
                    Objects.requireNonNull(machines.get(fact.machine())),
                    fact.times().workload(),
                    fact.times().threads(),
                    fact.times().cache());
        }

        PreparedBatch bind(PreparedBatch batch) {
            return batch.bind("machine", machine)
                    .bind("workload", workload.toString())
                    .bind("threads", threads)
                    .bind("cache", cache.text());
        }
    }
}
