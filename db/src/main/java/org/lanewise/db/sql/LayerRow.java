package org.lanewise.db.sql;

import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** The columns of a tuned layer; what is initial there is the default schedule. */
record LayerRow(
        String layer,
        Workload workload,
        Schedule bestSchedule,
        @Nested("best") Estimate bestTime,
        Schedule initialSchedule,
        @Nested("initial") Estimate initialTime,
        @Nested @Nullable EvidenceRow evidence) {
    TunedLayer tuned() {
        return new TunedLayer(
                layer,
                workload,
                bestSchedule,
                bestTime,
                initialSchedule,
                initialTime,
                evidence == null ? Evidence.NONE : evidence.evidence());
    }
}
