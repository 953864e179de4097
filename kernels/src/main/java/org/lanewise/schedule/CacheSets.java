package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Where tensors lie in the sets of a first cache, which repeat every 4096 bytes. */
final class CacheSets {
    /** Pixels so many bytes apart share four of 64 sets, or fewer. */
    private static final int CROWDED_BYTES = 1024;

    private CacheSets() {}

    /** Whether the vectors that one channel unit has in all pixels share a few sets. */
    static boolean crowded(Workload workload) {
        return workload.layout() == Layout.NHWC
                && (long) workload.channels() * Float.BYTES % CROWDED_BYTES == 0;
    }
}
