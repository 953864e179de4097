package org.lanewise.db.sql;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanewise.config.Machine;

/** The table of machines, one row for each distinct {@link Machine}. */
final class MachineTable {
    private static final String FIND =
            """
            SELECT id FROM machine
            WHERE cpu = :cpu AND stepping = :stepping AND hypervisor = :hypervisor AND isa = :isa AND vector_bits = :vectorBits AND cores = :cores
                AND os = :os AND jdk = :jdk AND jvm_flags = :jvmFlags
            """;

    /** What was not recorded then may have been as it is. */
    private static final String COVERED =
            """
            SELECT id FROM machine
            WHERE cpu = :cpu AND stepping IN (:stepping, '') AND hypervisor IN (:hypervisor, '') AND isa = :isa
                AND vector_bits = :vectorBits AND cores = :cores AND os = :os AND jdk = :jdk AND jvm_flags = :jvmFlags
            """;

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

    /** Keeps a machine from others who ask for it so, until the transaction ends. */
    static void lock(Handle sql, long id) {
        sql.createQuery("SELECT id FROM machine WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    /** Removes machines of which there is nothing. */
    static void prune(Handle sql) {
        sql.execute(
                """
                DELETE FROM machine WHERE id NOT IN (
                    SELECT machine_id FROM trial UNION SELECT machine_id FROM best
                    UNION SELECT machine_id FROM machine_limits)
                """);
    }

    private static long add(Handle sql, Machine machine) {
        return sql.createUpdate(ADD)
                .bindMethods(machine)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }
}
