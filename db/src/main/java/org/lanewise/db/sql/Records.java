package org.lanewise.db.sql;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.lanewise.config.CacheState;
import org.lanewise.db.Kernel;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Tells Jdbi how the parts of records stand in columns; the rest goes by their names. */
final class Records {
    private Records() {}

    static Jdbi known(Jdbi jdbi) {
        // H2 takes any name of a type, PostgreSQL its own.
        return jdbi.registerArrayType(String.class, "varchar")
                .registerArrayType(Integer.class, "int4")
                .registerArrayType(Double.class, "float8")
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(Schedule.class, "varchar", Schedule::toString)
                .registerArgument(text(Workload.class, Workload::toString))
                .registerArgument(text(Schedule.class, Schedule::toString))
                .registerArgument(text(CacheState.class, CacheState::text))
                .registerArgument(argument(Instant.class, Records::utc))
                .registerColumnMapper(
                        Workload.class, (row, column, sql) -> Workload.parse(row.getString(column)))
                .registerColumnMapper(
                        Schedule.class, (row, column, sql) -> Schedule.parse(row.getString(column)))
                .registerColumnMapper(
                        CacheState.class,
                        (row, column, sql) -> CacheState.parse(row.getString(column)))
                .registerColumnMapper(
                        Instant.class,
                        (row, column, sql) ->
                                Dialect.of(row.getStatement().getConnection()).instant(row, column))
                .registerRowMapper(KnownColumns.of(HeldRow.class))
                .registerRowMapper(KnownColumns.of(Kernel.class))
                .registerRowMapper(KnownColumns.of(BestRow.class))
                .registerRowMapper(KnownColumns.of(LimitsRow.class))
                .registerRowMapper(KnownColumns.of(LimitsTable.LimitsOf.class))
                .registerRowMapper(KnownColumns.of(PeersTable.Row.class))
                .registerRowMapper(KnownColumns.of(RunTimeTable.Row.class))
                .registerRowMapper(KnownColumns.of(MachineTable.Known.class));
    }

    /** To the nanosecond. */
    static Argument utc(Instant at) {
        return (position, statement, sql) ->
                Dialect.of(statement.getConnection()).set(statement, position, at);
    }

    private static <T> ArgumentFactory text(Class<T> type, Function<T, String> text) {
        return argument(
                type,
                value ->
                        (position, statement, sql) ->
                                statement.setString(position, text.apply(value)));
    }

    private static <T> ArgumentFactory argument(Class<T> type, Function<T, Argument> argument) {
        return (declared, value, config) ->
                type.isInstance(value)
                        ? Optional.of(argument.apply(type.cast(value)))
                        : Optional.empty();
    }
}
