package org.lanewise.db.sql;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.db.Recorded;

/** A trial with what recorded it. */
record RecordedRow(Optional<UUID> run, int generator, @Nested TrialColumns trial) {
    Recorded recorded() {
        return new Recorded(run, generator, trial.trial());
    }
}
