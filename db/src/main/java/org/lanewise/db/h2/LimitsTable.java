package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;

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
            "SELECT * FROM machine_limits WHERE machine_id = :machine AND threads = :threads";

    private static final String LEVELS =
            "SELECT * FROM memory_level WHERE limits_id = :limitsId ORDER BY ordinal";

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
                        .bind("measuredAt", Columns.instant(Instant.now()))
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
                .flatMap(id ->
                        sql.createQuery(FIND)
                                .bind("machine", id)
                                .bind("threads", threads)
                                .map((row, context) -> read(sql, row))
                                .findOne());
    }

    private static MachineLimits read(Handle sql, ResultSet row) throws SQLException {
        return new MachineLimits(
                row.getInt("threads"),
                row.getDouble("peak_gflops"),
                levels(sql, row.getLong("id")));
    }

    private static List<MemoryLevel> levels(Handle sql, long limitsId) {
        return sql.createQuery(LEVELS)
                .bind("limitsId", limitsId)
                .map((row, context) ->
                        new MemoryLevel(
                                row.getString("name"),
                                row.getLong("capacity_bytes"),
                                row.getDouble("copy_gbs")))
                .list();
    }
}
