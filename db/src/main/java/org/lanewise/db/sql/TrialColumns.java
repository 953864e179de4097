package org.lanewise.db.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.Names;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * The columns of a trial in the rows of one query, read by hand: a layer may have 100,000 trials,
 * and Jdbi's own mapper, which calls the constructor of any record, takes nearly half of a report's
 * time for them. Where a column stands is found once, and of the few texts that rows say again and
 * again each is parsed once. Not thread-safe.
 */
final class TrialColumns {
    private static final RowMapper<MachineRow> MACHINES = ConstructorMapper.of(MachineRow.class);

    private final Dialect dialect;
    private final OutcomeColumns outcome;
    private final int uid;
    private final int stamp;
    private final int run;
    private final int generator;
    private final int strategy;
    private final int seed;
    private final int finishedAt;
    private final int predicted;
    private final Parsed<Workload> workload;
    private final Parsed<Schedule> schedule;
    private final Parsed<Stage> stage;
    private final Parsed<CacheState> cache;

    TrialColumns(ResultSet rows) throws SQLException {
        dialect = Dialect.of(rows.getStatement().getConnection());
        outcome = new OutcomeColumns(rows);
        uid = rows.findColumn("uid");
        stamp = rows.findColumn("stamp");
        run = rows.findColumn("run");
        generator = rows.findColumn("generator");
        strategy = rows.findColumn("strategy");
        seed = rows.findColumn("seed");
        finishedAt = rows.findColumn("finished_at");
        predicted = rows.findColumn("predicted");
        workload = new Parsed<>(rows, "workload", Workload::parse);
        schedule = new Parsed<>(rows, "schedule", Schedule::parse);
        stage = new Parsed<>(rows, "stage", name -> Names.constant(Stage.class, "stage", name));
        cache = new Parsed<>(rows, "cache", CacheState::parse);
    }

    /**
     * A trial in its place among others.
     *
     * @param stamp when it was recorded
     * @param id tells which of two of one stamp comes first
     */
    record Placed(long stamp, UUID id, Recorded recorded) implements Comparable<Placed> {
        /** As databases order ids, whose halves have no signs there. */
        private static final Comparator<Placed> ORDER =
                Comparator.comparingLong(Placed::stamp)
                        .thenComparing(
                                placed -> placed.id.getMostSignificantBits(), Long::compareUnsigned)
                        .thenComparing(
                                placed -> placed.id.getLeastSignificantBits(),
                                Long::compareUnsigned);

        @Override
        public int compareTo(Placed other) {
            return ORDER.compare(this, other);
        }
    }

    /** Maps rows to trials. */
    static RowMapper<Placed> placed() {
        return new ByQuery<>((rows, sql) -> {
            TrialColumns columns = new TrialColumns(rows);
            return (row, any) ->
                    new Placed(columns.stamp(row), columns.id(row), columns.recorded(row));
        });
    }

    /** Maps rows to trials with their machines and all that tells them from others. */
    static RowMapper<Fact.OfTrial> facts() {
        return new ByQuery<>((rows, sql) -> {
            TrialColumns columns = new TrialColumns(rows);
            RowMapper<MachineRow> machines = MACHINES.specialize(rows, sql);
            return (row, any) -> columns.fact(row, machines.map(row, any).machine());
        });
    }

    private Fact.OfTrial fact(ResultSet row, Machine machine) throws SQLException {
        Recorded recorded = recorded(row);
        return new Fact.OfTrial(
                id(row),
                stamp(row),
                machine,
                recorded.generator(),
                recorded.run(),
                recorded.trial());
    }

    private UUID id(ResultSet row) throws SQLException {
        return row.getObject(uid, UUID.class);
    }

    private long stamp(ResultSet row) throws SQLException {
        return row.getLong(stamp);
    }

    private Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                Optional.ofNullable(row.getObject(run, UUID.class)),
                row.getInt(generator),
                trial(row));
    }

    private Trial trial(ResultSet row) throws SQLException {
        return new Trial(
                workload.read(row),
                schedule.read(row),
                stage.read(row),
                cache.read(row),
                row.getString(strategy),
                row.getLong(seed),
                outcome.read(row),
                dialect.instant(row, finishedAt),
                predicted(row));
    }

    private OptionalDouble predicted(ResultSet row) throws SQLException {
        double value = row.getDouble(predicted);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A column of few texts. */
    private static final class Parsed<T> {
        private final int column;
        private final Function<String, T> parser;
        private final Map<String, T> known = new HashMap<>();

        Parsed(ResultSet rows, String name, Function<String, T> parser) throws SQLException {
            this.column = rows.findColumn(name);
            this.parser = parser;
        }

        T read(ResultSet row) throws SQLException {
            return known.computeIfAbsent(row.getString(column), parser);
        }
    }
}
