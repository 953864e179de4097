package org.lanewise.db.sql;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.db.Fact;

/** A trial with its machine and all that tells it from others. */
record TrialRow(
        UUID uid,
        long stamp,
        int generator,
        Optional<UUID> run,
        @Nested MachineRow machine,
        @Nested TrialColumns trial) {
    Fact.OfTrial fact() {
        return new Fact.OfTrial(uid, stamp, machine.machine(), generator, run, trial.trial());
    }
}
