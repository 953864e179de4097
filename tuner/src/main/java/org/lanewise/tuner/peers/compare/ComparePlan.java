package org.lanewise.tuner.peers.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.CacheState;
import org.lanewise.tuner.suites.Suite;

/**
 * What is to be compared.
 *
 * @param suite the layers
 * @param config kernel pack or best-configuration file that Lanewise runs with; empty for what the
 *     database knows of this machine
 * @param threads how many threads compute
 * @param cache whether caches are hot
 * @param rounds how often each contender is timed
 * @param remeasure whether to measure the machine's limits though they are known
 * @param jars class path of the peers
 */
public record ComparePlan(
        Suite suite,
        Optional<Path> config,
        int threads,
        CacheState cache,
        int rounds,
        boolean remeasure,
        List<String> jars) {
    /** Keeps an unmodifiable copy. */
    public ComparePlan {
        jars = List.copyOf(jars);
    }
}
