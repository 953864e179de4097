package org.lanewise.db;

import java.util.Optional;
import java.util.UUID;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;

/** One thing that a database holds, with what lets another database take it over. */
public sealed interface Fact {
    /**
     * When it was recorded, in nanoseconds since 1970, but always later than what its database held
     * before: the order of facts, also where a clock was set back.
     */
    long stamp();

    /** Where it was measured. */
    Machine machine();

    /**
     * A trial. It never changes, so whoever has its identity has it.
     *
     * @param id tells it from all trials of all machines
     * @param generator the {@linkplain org.lanewise.codegen.KernelSource#GENERATOR version} of the
     *     generator that made its kernel
     * @param run which run recorded it; empty where none was told
     */
    record OfTrial(
            UUID id, long stamp, Machine machine, int generator, Optional<UUID> run, Trial trial)
            implements Fact {}

    /**
     * The result of a suite. Of one machine, suite, layout, state of the caches and generator the
     * last counts.
     *
     * @param generator whose kernels it chose among; 0 where that was not told
     */
    record OfResult(long stamp, int generator, BestConfig best) implements Fact {
        @Override
        public Machine machine() {
            return best.machine();
        }
    }

    /** What so many threads of a machine can do at the most. The last counts. */
    record OfLimits(long stamp, Machine machine, MachineLimits limits) implements Fact {}

    /**
     * What other libraries took. Of one machine, workload, number of threads and state of the
     * caches the last counts.
     */
    record OfPeers(long stamp, Machine machine, PeerTimes times) implements Fact {}

    /** How a run was asked for, and what it spent its time on. Of one run the last counts. */
    record OfRun(long stamp, Machine machine, RunTime time) implements Fact {}
}
