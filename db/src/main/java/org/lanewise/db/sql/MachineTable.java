package org.lanewise.db.sql;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;

/** The table of machines, one row for each distinct {@link Machine}. */
final class MachineTable {
    private static final String FIND =
            """
            SELECT id FROM machine
            WHERE cpu = :cpu AND stepping = :stepping AND hypervisor = :hypervisor AND isa = :isa AND vector_bits = :vectorBits AND cores = :cores
                AND os = :os AND jdk = :jdk AND jvm_flags = :jvmFlags
            """;

    /** That another one covers m: what was not recorded then may have been as it is. */
    static final String IS_COVERED =
            """
            m.cpu = :cpu AND m.stepping IN (:stepping, '') AND m.hypervisor IN (:hypervisor, '') AND m.isa = :isa
                AND m.vector_bits = :vectorBits AND m.cores = :cores AND m.os = :os AND m.jdk = :jdk
                AND m.jvm_flags = :jvmFlags
            """;

    private static final String COVERED = "SELECT m.id FROM machine m WHERE " + IS_COVERED;

    private static final String ADD =
            """
            INSERT INTO machine (cpu, stepping, hypervisor, isa, vector_bits, cores, os, jdk, jvm_flags)
            VALUES (:cpu, :stepping, :hypervisor, :isa, :vectorBits, :cores, :os, :jdk, :jvmFlags)
            """;

    private MachineTable() {}

    static Optional<Long> find(Handle sql, Machine machine) {
        return sql.createQuery(FIND).bindMethods(machine).mapTo(Long.class).findOne();
    }

    /** Machines that this one {@linkplain Machine#covers covers}. */
    static Long[] covered(Handle sql, Machine machine) {
        return sql.createQuery(COVERED)
                .bindMethods(machine)
                .mapTo(Long.class)
                .list()
                .toArray(Long[]::new);
    }

    static long findOrAdd(Handle sql, Machine machine) {
        return find(sql, machine).orElseGet(() -> add(sql, machine));
    }

    /**
     * The machines of facts, by one question for all of them; those that are not there yet are
     * added.
     */
    static Map<Machine, Long> findOrAdd(Handle sql, List<Fact> facts) {
        Map<Machine, Long> known = new HashMap<>();
        sql.createQuery("SELECT * FROM machine")
                .mapTo(Known.class)
                .forEach(row -> known.put(row.machine().machine(), row.id()));
        List<Machine> news =
                facts.stream()
                        .map(Fact::machine)
                        .distinct()
                        .filter(machine -> !known.containsKey(machine))
                        .toList();
        List<Long> ids = addAll(sql, news);
        for (int index = 0; index < news.size(); index++) {
            known.put(news.get(index), ids.get(index));
        }
        known.keySet().retainAll(facts.stream().map(Fact::machine).collect(toSet()));
        return known;
    }

    /**
     * Keeps machines from others who ask for them so, until the transaction ends; all ask in one
     * order, so that no two wait for each other.
     */
    static void lock(Handle sql, Collection<Long> ids) {
        sql.createQuery("SELECT id FROM machine WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
                .bind("ids", ids.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    /** Removes machines of which there is nothing. */
    static void prune(Handle sql) {
        sql.execute(
                """
                DELETE FROM machine WHERE id NOT IN (
                    SELECT machine_id FROM trial UNION SELECT machine_id FROM best
                    UNION SELECT machine_id FROM machine_limits UNION SELECT machine_id FROM peer_comparison
                    UNION SELECT machine_id FROM run_time)
                """);
    }

    private static long add(Handle sql, Machine machine) {
        return addAll(sql, List.of(machine)).getFirst();
    }

    private static List<Long> addAll(Handle sql, List<Machine> machines) {
        try (PreparedBatch batch = sql.prepareBatch(ADD)) {
            machines.forEach(machine -> batch.bindMethods(machine).add());
            return batch.size() == 0
                    ? List.of()
                    : batch.executePreparedBatch("id").mapTo(Long.class).list();
        }
    }

    /** A machine with its number. */
    record Known(long id, @Nested MachineRow machine) {}
}
