package org.lanewise.db;

import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;

/**
 * How much a database holds of some workloads, from one machine and one generator.
 *
 * @param machine where it was measured
 * @param generator which {@linkplain KernelSource#GENERATOR version} of the generator made the
 *     kernels
 * @param trials how many
 * @param shapes of how many of the workloads
 */
public record Held(Machine machine, int generator, long trials, int shapes) {
    /** Whether searches on a machine use it. */
    public boolean usableOn(Machine here) {
        return generator == KernelSource.GENERATOR && here.covers(machine);
    }
}
