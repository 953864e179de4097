package org.lanewise.db.sql;

import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.db.Held;

/** How much there is of a machine and a generator. */
record HeldRow(@Nested MachineRow machine, int generator, long trials, int shapes) {
    Held held() {
        return new Held(machine.machine(), generator, trials, shapes);
    }
}
