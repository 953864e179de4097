package org.lanewise.db.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Kernel;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;

/**
 * The tables of kernels that no look-up chooses, and of machines that have tried one again and
 * found it right. Both follow from the trials, in whatever order these come.
 */
final class CondemnedTable {
    private static final String CONDEMN =
            """
            INSERT INTO condemned_kernel (workload, schedule, generator, stamp)
            SELECT w.workload, w.schedule, w.generator, 0
            FROM (SELECT CAST(:workload AS VARCHAR) AS workload, CAST(:schedule AS VARCHAR) AS schedule,
                CAST(:generator AS INTEGER) AS generator) w
            WHERE NOT EXISTS (
                SELECT 1 FROM condemned_kernel c
                WHERE c.workload = w.workload AND c.schedule = w.schedule AND c.generator = w.generator)
            """;

    private static final String CONDEMNED_AT =
            """
            UPDATE condemned_kernel SET stamp = :stamp
            WHERE workload = :workload AND schedule = :schedule AND generator = :generator AND stamp < :stamp
            """;

    private static final String REVALIDATE =
            """
            INSERT INTO revalidated_kernel (machine_id, workload, schedule, generator, stamp)
            SELECT w.machine_id, w.workload, w.schedule, w.generator, 0
            FROM (SELECT CAST(:machine AS BIGINT) AS machine_id, CAST(:workload AS VARCHAR) AS workload,
                CAST(:schedule AS VARCHAR) AS schedule, CAST(:generator AS INTEGER) AS generator) w
            WHERE NOT EXISTS (
                SELECT 1 FROM revalidated_kernel r
                WHERE r.machine_id = w.machine_id AND r.workload = w.workload AND r.schedule = w.schedule
                    AND r.generator = w.generator)
            """;

    private static final String REVALIDATED_AT =
            """
            UPDATE revalidated_kernel SET stamp = :stamp
            WHERE machine_id = :machine AND workload = :workload AND schedule = :schedule AND generator = :generator
                AND stamp < :stamp
            """;

    private static final String ALL =
            "SELECT c.workload, c.schedule FROM condemned_kernel c WHERE c.generator = :generator\n";

    /** A join takes them from the index one by one. */
    static final String AMONG =
            """
            SELECT c.workload, c.schedule FROM condemned_kernel c
            JOIN UNNEST(CAST(:workloads AS VARCHAR ARRAY), CAST(:schedules AS VARCHAR ARRAY)) AS n(workload, schedule)
            ON c.workload = n.workload AND c.schedule = n.schedule
            WHERE c.generator = :generator
            """;

    private static final String STILL =
            """
            AND NOT EXISTS (
                SELECT 1 FROM revalidated_kernel r
                WHERE r.machine_id = ANY(:machines) AND r.workload = c.workload AND r.schedule = c.schedule
                    AND r.generator = c.generator AND r.stamp > c.stamp)
            """;

    private CondemnedTable() {}

    /** Adds what follows from trials. */
    static void add(Handle sql, Map<Machine, Long> machines, List<Fact.OfTrial> trials) {
        List<Fact.OfTrial> condemning =
                trials.stream().filter(fact -> fact.trial().outcome().condemns()).toList();
        execute(sql, CONDEMN, machines, condemning);
        execute(sql, CONDEMNED_AT, machines, condemning);
        List<Fact.OfTrial> sparing = trials.stream().filter(CondemnedTable::spares).toList();
        execute(sql, REVALIDATE, machines, sparing);
        execute(sql, REVALIDATED_AT, machines, sparing);
    }

    private static boolean spares(Fact.OfTrial fact) {
        return fact.trial().stage() == Stage.REVALIDATE
                && fact.trial().outcome().kind() == Outcome.Kind.MEASURED;
    }

    private static void execute(
            Handle sql, String statement, Map<Machine, Long> machines, List<Fact.OfTrial> facts) {
        if (facts.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = sql.prepareBatch(statement)) {
            for (Fact.OfTrial fact : facts) {
                batch.bind("machine", Objects.requireNonNull(machines.get(fact.machine())))
                        .bind("workload", fact.trial().workload())
                        .bind("schedule", fact.trial().schedule())
                        .bind("generator", fact.generator())
                        .bind("stamp", fact.stamp())
                        .add();
            }
            batch.execute();
        }
    }

    /** Those of this generator that some machine may not run. */
    static Set<Kernel> all(Handle sql) {
        return kernels(sql.createQuery(ALL));
    }

    /** Those of this generator that a machine may not run. */
    static Set<Kernel> of(Handle sql, Machine machine) {
        return kernels(
                sql.createQuery(ALL + STILL).bind("machines", MachineTable.covered(sql, machine)));
    }

    /**
     * Those of this generator that a result's machine may not run, of its winners alone: asked for
     * one by one, however many others there are.
     */
    static Set<Kernel> of(Handle sql, BestConfig best) {
        Set<Kernel> anywhere = kernels(among(sql.createQuery(AMONG), best));
        return anywhere.isEmpty()
                ? anywhere
                : kernels(
                        among(sql.createQuery(AMONG + STILL), best)
                                .bind("machines", MachineTable.covered(sql, best.machine())));
    }

    private static Query among(Query question, BestConfig best) {
        return question.bind("workloads", texts(best, TunedLayer::workload))
                .bind("schedules", texts(best, TunedLayer::best));
    }

    private static String[] texts(BestConfig best, Function<TunedLayer, Object> part) {
        return best.layers().stream().map(part).map(Object::toString).toArray(String[]::new);
    }

    private static Set<Kernel> kernels(Query question) {
        return new HashSet<>(
                question.bind("generator", KernelSource.GENERATOR).mapTo(Kernel.class).list());
    }

    /** Removes those of other generators. */
    static void prune(Handle sql) {
        for (String table : List.of("condemned_kernel", "revalidated_kernel")) {
            sql.createUpdate("DELETE FROM <table> WHERE generator <> :generator")
                    .define("table", table)
                    .bind("generator", KernelSource.GENERATOR)
                    .execute();
        }
    }

    /**
     * Whether a layer would run with one of them; default schedules are what would run anyway, and
     * stay.
     */
    static boolean condemn(Set<Kernel> condemned, TunedLayer layer) {
        return !layer.best().equals(layer.defaultSchedule())
                && condemned.contains(new Kernel(layer.workload(), layer.best()));
    }
}
