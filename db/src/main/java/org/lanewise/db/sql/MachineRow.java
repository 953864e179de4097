package org.lanewise.db.sql;

import java.util.List;
import java.util.Objects;
import org.lanewise.config.Machine;

/** The columns of a machine; files that are read without being upgraded lack the nullable ones. */
record MachineRow(
        String cpu,
        @Nullable String stepping,
        @Nullable String hypervisor,
        String isa,
        int vectorBits,
        int cores,
        String os,
        String jdk,
        List<String> jvmFlags) {
    Machine machine() {
        return new Machine(
                cpu,
                Objects.requireNonNullElse(stepping, ""),
                Objects.requireNonNullElse(hypervisor, ""),
                isa,
                vectorBits,
                cores,
                os,
                jdk,
                jvmFlags);
    }
}
