package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanewise.config.Machine;

/** The table of machines, one row for each distinct {@link Machine}. */
final class MachineTable {
    /** The columns that {@link #read} needs, of a table with the alias {@code m}. */
    static final String COLUMNS = "m.cpu, m.isa, m.vector_bits, m.cores, m.os, m.jdk, m.jvm_flags";

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

    private static long add(Handle sql, Machine machine) {
        return sql.createUpdate(ADD)
                .bindMethods(machine)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    static Machine read(ResultSet row) throws SQLException {
        return new Machine(
                row.getString("cpu"),
                row.getString("isa"),
                row.getInt("vector_bits"),
                row.getInt("cores"),
                row.getString("os"),
                row.getString("jdk"),
                List.of(Columns.array(row, "jvm_flags", String[].class)));
    }
}
