package org.lanewise.db.sql;

import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;

/** One level of a machine's memory, with the limits that it belongs to. */
record LimitsRow(
        long limitsId, int threads, double peakGflops, long stamp, @Nested MemoryLevel level) {
    /** The limits with these levels. */
    static Fact.OfLimits fact(Machine machine, List<LimitsRow> levels) {
        LimitsRow any = levels.getFirst();
        return new Fact.OfLimits(
                any.stamp,
                machine,
                new MachineLimits(
                        any.threads,
                        any.peakGflops,
                        levels.stream().map(LimitsRow::level).toList()));
    }
}
