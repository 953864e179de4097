package org.lanewise.db.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;

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
            ORDER BY l.stamp, l.id, m.ordinal
            """;

    private LimitsTable() {}

    /** Puts limits in the place of earlier ones; returns the number of their levels. */
    static int save(Handle sql, Machine machine, MachineLimits limits) {
        long stamp = Stamp.next(sql, "SELECT max(stamp) FROM machine_limits");
        return save(sql, new Fact.OfLimits(stamp, machine, limits));
    }

    /** Saves limits unless those that are there are newer; returns whether it did. */
    static boolean saveNewer(Handle sql, Fact.OfLimits fact) {
        Optional<Fact.OfLimits> held = held(sql, fact.machine(), fact.limits().threads());
        if (held.isPresent() && !Newer.than(held.get(), fact)) {
            return false;
        }
        return save(sql, fact) > 0;
    }

    private static int save(Handle sql, Fact.OfLimits fact) {
        Machine machine = fact.machine();
        MachineLimits limits = fact.limits();
        long machineId = MachineTable.findOrAdd(sql, machine);
        sql.createUpdate(DELETE)
                .bind("machine", machineId)
                .bind("threads", limits.threads())
                .execute();
        long id =
                sql.createUpdate(ADD)
                        .bind("machine", machineId)
                        .bind("threads", limits.threads())
                        .bind("peakGflops", limits.peakGflops())
                        .bind("measuredAt", Stamp.time(fact.stamp()))
                        .bind("stamp", fact.stamp())
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        PreparedBatch batch = sql.prepareBatch(ADD_LEVEL);
        for (int ordinal = 0; ordinal < limits.levels().size(); ordinal++) {
            batch.bind("limitsId", id)
                    .bind("ordinal", ordinal)
                    .bindMethods(limits.levels().get(ordinal))
                    .add();
        }
        return batch.execute().length;
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
        Map<Long, List<LimitsOf>> limits =
                sql.createQuery(ALL)
                        .mapTo(LimitsOf.class)
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
}
