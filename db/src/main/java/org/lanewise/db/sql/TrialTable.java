package org.lanewise.db.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.Held;
import org.lanewise.db.Recorded;
import org.lanewise.db.Trial;
import org.lanewise.workload.Workload;

/** The table of trials. */
final class TrialTable {
    private static final String ADD =
            """
            INSERT INTO trial (uid, stamp, machine_id, workload, schedule, generator, run, stage, cache, strategy, seed,
                finished_at, outcome, message, bytes_per_call, limit_ms,
                median_ns, low_ns, high_ns, samples_ns, warm_up_ms, predicted)
            VALUES (:uid, :stamp, :machine, :workload, :schedule, :generator, CAST(:run AS UUID), :stage, :cache, :strategy, :seed,
                :at, :kind, :message, :bytesPerCall, :limitMs,
                :medianNs, :lowNs, :highNs,
                :samplesNs, :warmUpMs, :predicted)
            """;

    private static final String NEWEST = "SELECT max(stamp) FROM trial";

    /** A join takes them from the index one by one; ANY would look through all for each. */
    private static final String KNOWN =
            "SELECT t.uid FROM UNNEST(CAST(:uids AS UUID ARRAY)) AS n(uid) JOIN trial t ON t.uid = n.uid";

    /**
     * Machines are joined, as above: with ANY all trials of all machines are looked through. They
     * are put in order by whoever asks: H2 would keep whole rows for that, of which a layer may
     * have 100,000, and hands them out one by one where it need not.
     */
    static final String RECORDED =
            """
            SELECT t.* FROM trial t
            JOIN UNNEST(CAST(:machines AS BIGINT ARRAY)) AS n(id) ON t.machine_id = n.id
            WHERE t.workload = :workload
            """;

    /** The same of one generator. */
    static final String FIND = RECORDED + "AND t.generator = :generator";

    private static final String ALL =
            """
            SELECT t.*, m.* FROM trial t
            JOIN machine m ON m.id = t.machine_id
            ORDER BY t.stamp, t.uid
            """;

    private static final String HELD =
            """
            SELECT m.*, h.generator, h.trials, h.shapes FROM machine m
            JOIN (
                SELECT machine_id, generator, count(*) AS trials, count(DISTINCT workload) AS shapes,
                    max(stamp) AS newest
                FROM trial <where>
                GROUP BY machine_id, generator) h ON h.machine_id = m.id
            ORDER BY h.newest DESC
            """;

    static final String WORKLOADS =
            """
            SELECT DISTINCT t.workload FROM trial t
            JOIN UNNEST(CAST(:machines AS BIGINT ARRAY)) AS n(id) ON t.machine_id = n.id
            WHERE t.generator = :generator
            ORDER BY t.workload
            """;

    private TrialTable() {}

    /**
     * Adds a trial, and its machine if it is the first, unless one of this identity is there;
     * returns the number of trials added.
     */
    static int append(Handle sql, UUID id, Machine machine, Optional<UUID> run, Trial trial) {
        long stamp = Stamp.next(sql, NEWEST);
        return addNew(
                sql,
                Map.of(machine, MachineTable.findOrAdd(sql, machine)),
                List.of(new Fact.OfTrial(id, stamp, machine, KernelSource.GENERATOR, run, trial)));
    }

    /** Adds those that are not there yet; returns their number. */
    static int addNew(Handle sql, Map<Machine, Long> machines, List<Fact.OfTrial> trials) {
        Map<UUID, Fact.OfTrial> news = new LinkedHashMap<>();
        trials.forEach(trial -> news.putIfAbsent(trial.id(), trial));
        sql.createQuery(KNOWN)
                .bind("uids", news.keySet().toArray(UUID[]::new))
                .mapTo(UUID.class)
                .forEach(news::remove);
        return news.isEmpty() ? 0 : add(sql, machines, List.copyOf(news.values()));
    }

    private static int add(Handle sql, Map<Machine, Long> machines, List<Fact.OfTrial> trials) {
        try (PreparedBatch insert = sql.prepareBatch(ADD)) {
            for (Fact.OfTrial fact : trials) {
                insert.bind("uid", fact.id())
                        .bind("stamp", fact.stamp())
                        .bind("machine", machines.get(fact.machine()))
                        .bind("generator", fact.generator())
                        // As a text: what type an absent one has, the two systems do not agree.
                        .bind("run", fact.run().map(UUID::toString).orElse(null))
                        .bindMethods(fact.trial())
                        // A batch asks no factory of ours for a type that Jdbi knows itself.
                        .bind("at", Records.utc(fact.trial().at()));
                OutcomeRow.of(fact.trial().outcome()).bind(insert);
                insert.add();
            }
            int added = insert.execute().length;
            CondemnedTable.add(sql, machines, trials);
            return added;
        }
    }

    /**
     * All trials of all machines, for {@link TrialColumns#facts}. Within a transaction a server
     * hands them out in parts, so that they need not all fit into memory.
     */
    static Query all(Handle sql) {
        return sql.createQuery(ALL).setFetchSize(1_000);
    }

    /** Removes those of other generators; returns their number. */
    static int prune(Handle sql) {
        return sql.createUpdate("DELETE FROM trial WHERE generator <> :generator")
                .bind("generator", KernelSource.GENERATOR)
                .execute();
    }

    static List<Trial> find(Handle sql, Machine machine, Workload workload) {
        return oldestFirst(
                        sql.createQuery(FIND)
                                .bind("machines", MachineTable.covered(sql, machine))
                                .bind("workload", workload)
                                .bind("generator", KernelSource.GENERATOR))
                .map(Recorded::trial)
                .toList();
    }

    static List<Recorded> recorded(Handle sql, Machine machine, Workload workload) {
        return oldestFirst(
                        sql.createQuery(RECORDED)
                                .bind("machines", MachineTable.covered(sql, machine))
                                .bind("workload", workload))
                .toList();
    }

    /** By stamp, not by time: a clock may be set back between two trials. */
    private static Stream<Recorded> oldestFirst(Query trials) {
        return trials.map(TrialColumns.placed()).list().stream()
                .sorted()
                .map(TrialColumns.Placed::recorded);
    }

    static List<Workload> workloads(Handle sql, Machine machine) {
        return sql.createQuery(WORKLOADS)
                .bind("machines", MachineTable.covered(sql, machine))
                .bind("generator", KernelSource.GENERATOR)
                .mapTo(Workload.class)
                .list();
    }

    static List<Held> held(Handle sql) {
        return held(sql.createQuery(HELD).define("where", ""));
    }

    static List<Held> held(Handle sql, List<Workload> workloads) {
        return held(
                sql.createQuery(HELD)
                        .define("where", "WHERE workload = ANY(:workloads)")
                        .bind(
                                "workloads",
                                workloads.stream().map(Workload::toString).toArray(String[]::new)));
    }

    private static List<Held> held(Query counts) {
        return counts.mapTo(HeldRow.class).map(HeldRow::held).list();
    }

    static long count(Handle sql) {
        return sql.createQuery("SELECT count(*) FROM trial").mapTo(Long.class).one();
    }
}
