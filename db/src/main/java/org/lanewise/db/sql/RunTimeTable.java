package org.lanewise.db.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lanewise.config.Machine;
import org.lanewise.db.Asked;
import org.lanewise.db.Fact;
import org.lanewise.db.RunTime;

/** The table of how runs were asked for, and what they spent their time on. */
final class RunTimeTable {
    private static final String DELETE = "DELETE FROM run_time WHERE run = :run";

    private static final String ADD =
            """
            INSERT INTO run_time (run, machine_id, stamp, words, budget, parts, seconds)
            VALUES (:run, :machine, :stamp, :words, :budget, :parts, :seconds)
            """;

    private static final String FIND =
            """
            SELECT t.*, m.* FROM run_time t
            JOIN machine m ON m.id = t.machine_id
            <where>
            ORDER BY t.stamp, t.run
            """;

    private RunTimeTable() {}

    /** A row with its machine. */
    record Row(
            UUID run,
            long stamp,
            @Nullable List<String> words,
            String budget,
            List<String> parts,
            List<Double> seconds,
            @Nested MachineRow machine) {
        Fact.OfRun fact() {
            List<RunTime.Part> named =
                    IntStream.range(0, parts.size())
                            .mapToObj(i -> new RunTime.Part(parts.get(i), seconds.get(i)))
                            .toList();
            Optional<Asked> asked =
                    Optional.ofNullable(words).map(known -> new Asked(known, budget));
            return new Fact.OfRun(stamp, machine.machine(), new RunTime(run, asked, named));
        }
    }

    /** Puts a run's time in the place of an earlier one; returns 1. */
    static int save(Handle sql, Machine machine, RunTime time) {
        Map<Machine, Long> id = Map.of(machine, MachineTable.findOrAdd(sql, machine));
        MachineTable.lock(sql, id.values());
        long stamp = Stamp.next(sql, "SELECT max(stamp) FROM run_time");
        return save(sql, id, List.of(new Fact.OfRun(stamp, machine, time)));
    }

    /**
     * Saves those that are newer than what is there.
     *
     * @param machines their machines
     * @return how many of them were
     */
    static int addNewer(Handle sql, Map<Machine, Long> machines, List<Fact.OfRun> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        Query held =
                sql.createQuery(FIND)
                        .define("where", "WHERE t.run = ANY(:runs)")
                        .bind(
                                "runs",
                                facts.stream()
                                        .map(fact -> fact.time().run())
                                        .distinct()
                                        .toArray(UUID[]::new));
        Newer.News<Fact.OfRun> news = Newer.among(facts(held), facts, fact -> fact.time().run());
        save(sql, machines, news.kept());
        return news.count();
    }

    private static int save(Handle sql, Map<Machine, Long> machines, List<Fact.OfRun> facts) {
        if (facts.isEmpty()) {
            return 0;
        }
        try (PreparedBatch delete = sql.prepareBatch(DELETE);
                PreparedBatch add = sql.prepareBatch(ADD)) {
            for (Fact.OfRun fact : facts) {
                List<RunTime.Part> parts = fact.time().parts();
                delete.bind("run", fact.time().run()).add();
                add.bind("run", fact.time().run())
                        .bind("machine", machines.get(fact.machine()))
                        .bind("stamp", fact.stamp())
                        // By its type, since a batch has arrays and nulls in one column.
                        .bindByType("words", words(fact.time()), String[].class)
                        .bind("budget", fact.time().asked().map(Asked::budget).orElse(""))
                        .bind(
                                "parts",
                                parts.stream().map(RunTime.Part::name).toArray(String[]::new))
                        .bind(
                                "seconds",
                                parts.stream().map(RunTime.Part::seconds).toArray(Double[]::new))
                        .add();
            }
            delete.execute();
            return add.execute().length;
        }
    }

    private static String @org.jspecify.annotations.Nullable [] words(RunTime time) {
        return time.asked().map(asked -> asked.words().toArray(String[]::new)).orElse(null);
    }

    static Optional<RunTime> find(Handle sql, UUID run) {
        return facts(sql.createQuery(FIND).define("where", "WHERE t.run = :run").bind("run", run))
                .map(Fact.OfRun::time)
                .findFirst();
    }

    /** The times of all runs. */
    static Stream<Fact.OfRun> facts(Handle sql) {
        return facts(sql.createQuery(FIND).define("where", ""));
    }

    private static Stream<Fact.OfRun> facts(Query rows) {
        return rows.mapTo(Row.class).list().stream().map(Row::fact);
    }
}
