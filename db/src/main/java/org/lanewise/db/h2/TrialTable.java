package org.lanewise.db.h2;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.statement.Update;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Trial;
import org.lanewise.workload.Workload;

/** The table of trials. */
final class TrialTable {
    private static final String ADD =
            """
            INSERT INTO trial (machine_id, workload, schedule, generator, stage, cache, strategy, seed, finished_at,
                outcome, message, bytes_per_call, limit_ms,
                median_ns, low_ns, high_ns, samples_ns, warm_up_ms)
            VALUES (:machine, :workload, :schedule, :generator, :stage, :cache, :strategy, :seed, :at,
                :outcome.kind, :outcome.message, :outcome.bytesPerCall, :outcome.limitMs,
                :outcome.time.medianNs, :outcome.time.lowNs, :outcome.time.highNs,
                :outcome.samplesNs, :outcome.warmUpMs)
            """;

    /** By number, not by time: a clock may be set back between two trials. */
    private static final String FIND =
            """
            SELECT t.*, t.finished_at AS at FROM trial t
            WHERE t.machine_id = :machine AND t.workload = :workload AND t.generator = :generator
            ORDER BY t.id
            """;

    private static final String MACHINES =
            """
            SELECT m.* FROM machine m
            JOIN trial t ON t.machine_id = m.id
            WHERE t.workload = :workload AND t.generator = :generator
            GROUP BY m.id
            ORDER BY max(t.id) DESC
            """;

    private static final String WORKLOADS =
            """
            SELECT DISTINCT workload FROM trial
            WHERE machine_id = :machine AND generator = :generator
            ORDER BY workload
            """;

    /** An outcome has the columns of its kind; those of others are null. */
    private static final NamedArgumentFinder OF_ANOTHER_KIND =
            (name, context) ->
                    name.startsWith("outcome.")
                            ? Optional.of(new NullArgument(Types.NULL))
                            : Optional.empty();

    private TrialTable() {}

    /** Adds a trial, and its machine if it is the first; returns the number of trials added. */
    static int append(Handle sql, Machine machine, Trial trial) {
        try (Update insert = sql.createUpdate(ADD)) {
            return insert.bind("machine", MachineTable.findOrAdd(sql, machine))
                    .bind("generator", KernelSource.GENERATOR)
                    .bindMethods(trial)
                    .bindNamedArgumentFinder(OF_ANOTHER_KIND)
                    .execute();
        }
    }

    static List<Trial> find(Handle sql, Machine machine, Workload workload) {
        return MachineTable.find(sql, machine)
                .map(id ->
                        sql.createQuery(FIND)
                                .bind("machine", id)
                                .bind("workload", workload)
                                .bind("generator", KernelSource.GENERATOR)
                                .mapTo(Trial.class)
                                .list())
                .orElse(List.of());
    }

    static List<Workload> workloads(Handle sql, Machine machine) {
        return MachineTable.find(sql, machine)
                .map(id ->
                        sql.createQuery(WORKLOADS)
                                .bind("machine", id)
                                .bind("generator", KernelSource.GENERATOR)
                                .mapTo(Workload.class)
                                .list())
                .orElse(List.of());
    }

    static List<Machine> machines(Handle sql, Workload workload) {
        return sql.createQuery(MACHINES)
                .bind("workload", workload)
                .bind("generator", KernelSource.GENERATOR)
                .mapTo(Machine.class)
                .list();
    }

    static long count(Handle sql) {
        return sql.createQuery("SELECT count(*) FROM trial").mapTo(Long.class).one();
    }
}
