package org.lanewise.tuner.peers.compare;

import org.lanewise.config.CacheState;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.workload.Workload;

/** The shortest time in which a machine can compute a workload, whatever the kernel. */
final class Roofline {
    private Roofline() {}

    /**
     * The longer of two times: all multiply-adds on the image at the peak, and input and output at
     * the copy bandwidth of the smallest level that holds both; with cold caches, of main memory.
     *
     * @return nanoseconds
     */
    static double nanos(Workload workload, MachineLimits limits, CacheState cache) {
        long bytes = Float.BYTES * (workload.inputElements() + workload.outputElements());
        MemoryLevel level =
                switch (cache) {
                    case HOT -> limits.holding(bytes);
                    case COLD -> limits.memory();
                };
        return Math.max(workload.flopsOnImage() / limits.peakGflops(), bytes / level.copyGbs());
    }
}
