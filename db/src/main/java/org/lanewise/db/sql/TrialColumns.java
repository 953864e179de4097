package org.lanewise.db.sql;

import java.time.Instant;
import java.util.OptionalDouble;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** The columns of a trial, which has more constructors than one for the mapper to choose from. */
record TrialColumns(
        Workload workload,
        Schedule schedule,
        Stage stage,
        CacheState cache,
        String strategy,
        long seed,
        Outcome outcome,
        Instant at,
        OptionalDouble predicted) {
    Trial trial() {
        return new Trial(workload, schedule, stage, cache, strategy, seed, outcome, at, predicted);
    }
}
