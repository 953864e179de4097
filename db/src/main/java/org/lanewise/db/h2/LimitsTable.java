package org.lanewise.db.h2;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;

/** The tables of what machines can do at the most. */
final class LimitsTable {
    private static final String DELETE =
            "DELETE FROM machine_limits WHERE machine_id = :machine AND threads = :threads";

    private static final String ADD =
            """
            INSERT INTO machine_limits (machine_id, threads, peak_gflops, measured_at)
            VALUES (:machine, :threads, :peakGflops, :measuredAt)
            """;

    private static final String ADD_LEVEL =
            """
            INSERT INTO memory_level (limits_id, ordinal, name, capacity_bytes, copy_gbs)
            VALUES (:limitsId, :ordinal, :name, :capacityBytes, :copyGbs)
            """;

    private static final String FIND =
            """
            SELECT l.threads, l.peak_gflops, m.* FROM machine_limits l
            JOIN memory_level m ON m.limits_id = l.id
            WHERE l.machine_id = :machine AND l.threads = :threads
            ORDER BY m.ordinal
            """;

    private LimitsTable() {}

    /** Puts limits in the place of earlier ones; returns the number of their levels. */
    static int save(Handle sql, Machine machine, MachineLimits limits) {
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
                        .bind("measuredAt", Instant.now())
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

    static Optional<MachineLimits> find(Handle sql, Machine machine, int threads) {
        return MachineTable.find(sql, machine)
                .map(id ->
                        sql.createQuery(FIND)
                                .bind("machine", id)
                                .bind("threads", threads)
                                .mapTo(LimitsRow.class)
                                .list())
                .filter(levels -> !levels.isEmpty())
                .map(LimitsTable::limits);
    }

    private static MachineLimits limits(List<LimitsRow> levels) {
        LimitsRow any = levels.getFirst();
        return new MachineLimits(
                any.threads(), any.peakGflops(), levels.stream().map(LimitsRow::level).toList());
    }
}
