package org.lanewise.config;

/**
 * One of several speeds that the same kernel settles to in different JVMs, for example because its
 * code was placed differently.
 *
 * @param medianNs median time of a run in the JVMs of this speed, nanoseconds
 * @param jvms number of JVMs that ran at it
 */
public record Mode(double medianNs, int jvms) {
    /** Checks both. */
    public Mode {
        if (!(medianNs > 0) || jvms < 1) {
            throw new IllegalArgumentException(medianNs + " ns in " + jvms + " JVMs is no mode.");
        }
    }
}
