package org.lanewise.db.sql;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.db.Recorded;
import org.lanewise.db.Trial;

/** A trial with what recorded it. */
record RecordedRow(Optional<UUID> run, int generator, @Nested Trial trial) {
    Recorded recorded() {
        return new Recorded(run, generator, trial);
    }
}
