package org.lanewise.db.h2;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanewise.config.Machine;

/** The table of machines, one row for each distinct {@link Machine}. */
final class MachineTable {
    private static final String FIND =
            """
            SELECT id FROM machine
            WHERE cpu = :cpu AND isa = :isa AND vector_bits = :vectorBits AND cores = :cores
                AND os = :os AND jdk = :jdk AND jvm_flags = :jvmFlags
            """;

    private static final String ADD =
            """
            INSERT INTO machine (cpu, isa, vector_bits, cores, os, jdk, jvm_flags)
            VALUES (:cpu, :isa, :vectorBits, :cores, :os, :jdk, :jvmFlags)
            """;

    private MachineTable() {}

    static Optional<Long> find(Handle sql, Machine machine) {
        return sql.createQuery(FIND).bindMethods(machine).mapTo(Long.class).findOne();
    }

    static long findOrAdd(Handle sql, Machine machine) {
        return find(sql, machine).orElseGet(() -> add(sql, machine));
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
