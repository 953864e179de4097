package org.lanewise.db.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.lanewise.config.CacheState;
import org.lanewise.db.Names;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Makes trials of rows, by hand: a layer may have 100,000, and Jdbi's own mapper, which calls the
 * constructor of any record, takes nearly half of a report's time for them. Thread-safe.
 */
final class RecordedMapper implements RowMapper<Recorded> {
    @Override
    public Recorded map(ResultSet row, StatementContext sql) throws SQLException {
        return specialize(row, sql).map(row, sql);
    }

    @Override
    public RowMapper<Recorded> specialize(ResultSet rows, StatementContext sql)
            throws SQLException {
        return new Reading(Dialect.of(rows.getStatement().getConnection()));
    }

    /** Of one query. Its rows say the same few texts again and again; each is parsed once. */
    private static final class Reading implements RowMapper<Recorded> {
        private final Dialect dialect;
        private final Map<String, Workload> workloads = new HashMap<>();
        private final Map<String, Schedule> schedules = new HashMap<>();
        private final Map<String, Stage> stages = new HashMap<>();
        private final Map<String, CacheState> caches = new HashMap<>();

        Reading(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public Recorded map(ResultSet row, StatementContext sql) throws SQLException {
            return new Recorded(
                    Optional.ofNullable(row.getObject("run", UUID.class)),
                    row.getInt("generator"),
                    trial(row, sql));
        }

        private Trial trial(ResultSet row, StatementContext sql) throws SQLException {
            return new Trial(
                    parsed(row, "workload", workloads, Workload::parse),
                    parsed(row, "schedule", schedules, Schedule::parse),
                    parsed(row, "stage", stages, Reading::stage),
                    parsed(row, "cache", caches, CacheState::parse),
                    row.getString("strategy"),
                    row.getLong("seed"),
                    OutcomeColumns.read(row, row.findColumn("outcome"), sql),
                    dialect.instant(row, row.findColumn("finished_at")),
                    predicted(row));
        }

        private static <T> T parsed(
                ResultSet row, String column, Map<String, T> known, Function<String, T> parser)
                throws SQLException {
            return known.computeIfAbsent(row.getString(column), parser);
        }

        private static Stage stage(String name) {
            return Names.constant(Stage.class, "stage", name);
        }

        private static OptionalDouble predicted(ResultSet row) throws SQLException {
            double value = row.getDouble("predicted");
            return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }
}
