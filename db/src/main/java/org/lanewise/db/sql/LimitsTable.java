package org.lanewise.db.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
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
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;

/** The tables of what machines can do at the most. */
final class LimitsTable {
    private static final String DELETE =
            "DELETE FROM machine_limits WHERE machine_id = :machine AND threads = :threads";

    private static final String ADD =
            """
            INSERT INTO machine_limits (machine_id, threads, peak_gflops, measured_at, stamp)
            VALUES (:machine, :threads, :peakGflops, :measuredAt, :stamp)
            """;

    private static final String ADD_LEVEL =
            """
            INSERT INTO memory_level (limits_id, ordinal, name, capacity_bytes, copy_gbs)
            VALUES (:limitsId, :ordinal, :name, :capacityBytes, :copyGbs)
            """;

    private static final String FIND =
            """
            SELECT l.threads, l.peak_gflops, l.stamp, m.* FROM machine_limits l
            JOIN memory_level m ON m.limits_id = l.id
            WHERE l.machine_id = :machine AND l.threads = :threads
            ORDER BY m.ordinal
            """;

    private static final String ALL =
            """
            SELECT l.threads, l.peak_gflops, l.stamp, m.*, c.* FROM machine_limits l
            JOIN memory_level m ON m.limits_id = l.id
            JOIN machine c ON c.id = l.machine_id
            <where>
            ORDER BY l.stamp, l.id, m.ordinal
            """;

    private LimitsTable() {}

    /** Puts limits in the place of earlier ones; returns the number of their levels. */
    static int save(Handle sql, Machine machine, MachineLimits limits) {
        Map<Machine, Long> id = Map.of(machine, MachineTable.findOrAdd(sql, machine));
        MachineTable.lock(sql, id.values());
        long stamp = Stamp.next(sql, "SELECT max(stamp) FROM machine_limits");
        return save(sql, id, List.of(new Fact.OfLimits(stamp, machine, limits)));
    }

    /**
     * Saves those that are newer than what is there.
     *
     * @param machines their machines
     * @return how many of them were
     */
    static int addNewer(Handle sql, Map<Machine, Long> machines, List<Fact.OfLimits> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        Query held =
                sql.createQuery(ALL)
                        .define("where", "WHERE l.machine_id = ANY(:machines)")
                        .bind("machines", machines.values().toArray(Long[]::new));
        Newer.News<Fact.OfLimits> news =
                Newer.among(facts(held), facts, fact -> Key.of(machines, fact));
        save(sql, machines, news.kept());
        return news.count();
    }

    private static int save(Handle sql, Map<Machine, Long> machines, List<Fact.OfLimits> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        try (PreparedBatch delete = sql.prepareBatch(DELETE);
                PreparedBatch add = sql.prepareBatch(ADD)) {
            for (Fact.OfLimits fact : facts) {
                Key key = Key.of(machines, fact);
                key.bind(delete).add();
                key.bind(add)
                        .bind("peakGflops", fact.limits().peakGflops())
                        // A batch asks no factory of ours for a type that Jdbi knows itself.
                        .bind("measuredAt", Records.utc(Stamp.time(fact.stamp())))
                        .bind("stamp", fact.stamp())
                        .add();
            }
            delete.execute();
            return appendLevels(
                    sql, add.executePreparedBatch("id").mapTo(Long.class).list(), facts);
        }
    }

    private static int appendLevels(Handle sql, List<Long> ids, List<Fact.OfLimits> facts) {
        try (PreparedBatch batch = sql.prepareBatch(ADD_LEVEL)) {
            for (int index = 0; index < facts.size(); index++) {
                List<MemoryLevel> levels = facts.get(index).limits().levels();
                for (int ordinal = 0; ordinal < levels.size(); ordinal++) {
                    batch.bind("limitsId", ids.get(index))
                            .bind("ordinal", ordinal)
                            .bindMethods(levels.get(ordinal))
                            .add();
                }
            }
            return batch.size() == 0 ? 0 : batch.execute().length;
        }
    }

    /** The limits of this very machine, otherwise the newest of those that it covers. */
    static Optional<MachineLimits> find(Handle sql, Machine machine, int threads) {
        return held(sql, machine, threads)
                .or(() ->
                        Stream.of(MachineTable.covered(sql, machine))
                                .flatMap(id -> held(sql, id, machine, threads).stream())
                                .max(Comparator.comparingLong(Fact.OfLimits::stamp)))
                .map(Fact.OfLimits::limits);
    }

    private static Optional<Fact.OfLimits> held(Handle sql, Machine machine, int threads) {
        return MachineTable.find(sql, machine).flatMap(id -> held(sql, id, machine, threads));
    }

    private static Optional<Fact.OfLimits> held(Handle sql, long id, Machine machine, int threads) {
        List<LimitsRow> levels =
                sql.createQuery(FIND)
                        .bind("machine", id)
                        .bind("threads", threads)
                        .mapTo(LimitsRow.class)
                        .list();
        return levels.isEmpty() ? Optional.empty() : Optional.of(LimitsRow.fact(machine, levels));
    }

    /** The limits of all machines. */
    static Stream<Fact.OfLimits> facts(Handle sql) {
        return facts(sql.createQuery(ALL).define("where", ""));
    }

    private static Stream<Fact.OfLimits> facts(Query levels) {
        Map<Long, List<LimitsOf>> limits =
                levels.mapTo(LimitsOf.class)
                        .collect(
                                groupingBy(
                                        row -> row.limits().limitsId(),
                                        LinkedHashMap::new,
                                        toList()));
        return limits.values().stream()
                .map(rows ->
                        LimitsRow.fact(
                                rows.getFirst().machine().machine(),
                                rows.stream().map(LimitsOf::limits).toList()));
    }

    /** A row with its machine. */
    record LimitsOf(@Nested MachineRow machine, @Nested LimitsRow limits) {}

    /** Of which there are limits once. */
    record Key(long machine, int threads) {
        static Key of(Map<Machine, Long> machines, Fact.OfLimits fact) {
            return new Key(
                    Objects.requireNonNull(machines.get(fact.machine())), fact.limits().threads());
        }

        PreparedBatch bind(PreparedBatch batch) {
            return batch.bind("machine", machine).bind("threads", threads);
        }
    }
}
