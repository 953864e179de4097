package org.lanewise.db.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Kernel;

/** The table of kernels that no look-up chooses. */
final class CondemnedTable {
    private static final String ADD =
            """
            INSERT INTO condemned_kernel (workload, schedule, generator)
            SELECT w.workload, w.schedule, w.generator
            FROM (SELECT CAST(:workload AS VARCHAR) AS workload, CAST(:schedule AS VARCHAR) AS schedule,
                CAST(:generator AS INTEGER) AS generator) w
            WHERE NOT EXISTS (
                SELECT 1 FROM condemned_kernel c
                WHERE c.workload = w.workload AND c.schedule = w.schedule AND c.generator = w.generator)
            """;

    private static final String ALL =
            "SELECT workload, schedule FROM condemned_kernel WHERE generator = :generator";

    private CondemnedTable() {}

    /** Adds the kernels of trials that ended so. */
    static void add(Handle sql, List<Fact.OfTrial> trials) {
        try (PreparedBatch insert = sql.prepareBatch(ADD)) {
            for (Fact.OfTrial fact : trials) {
                if (fact.trial().outcome().condemns()) {
                    insert.bind("workload", fact.trial().workload())
                            .bind("schedule", fact.trial().schedule())
                            .bind("generator", fact.generator())
                            .add();
                }
            }
            if (insert.size() > 0) {
                insert.execute();
            }
        }
    }

    /** Those of this generator. */
    static Set<Kernel> all(Handle sql) {
        return new HashSet<>(
                sql.createQuery(ALL)
                        .bind("generator", KernelSource.GENERATOR)
                        .mapTo(Kernel.class)
                        .list());
    }

    /** Removes those of other generators. */
    static void prune(Handle sql) {
        sql.createUpdate("DELETE FROM condemned_kernel WHERE generator <> :generator")
                .bind("generator", KernelSource.GENERATOR)
                .execute();
    }

    /**
     * A result without the layers whose kernel is condemned; default schedules stay, for they are
     * what would run anyway.
     */
    static BestConfig spared(BestConfig best, Set<Kernel> condemned) {
        return condemned.isEmpty()
                ? best
                : best.with(
                        best.layers().stream()
                                .filter(layer -> isSpared(layer, condemned))
                                .toList());
    }

    private static boolean isSpared(TunedLayer layer, Set<Kernel> condemned) {
        return layer.best().equals(layer.defaultSchedule())
                || !condemned.contains(new Kernel(layer.workload(), layer.best()));
    }
}
