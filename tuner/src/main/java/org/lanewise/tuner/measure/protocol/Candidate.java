package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import org.lanewise.schedule.LegalSchedule;

/**
 * A kernel that is to be tried.
 *
 * @param workload what it computes, text form
 * @param schedule how it computes it, text form
 */
@Json
public record Candidate(String workload, String schedule) {
    /** The kernel of a schedule. */
    public static Candidate of(LegalSchedule legal) {
        return new Candidate(legal.workload().toString(), legal.schedule().toString());
    }
}
