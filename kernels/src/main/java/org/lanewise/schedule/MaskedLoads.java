package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Which machines load a partly filled vector without touching memory behind it. Elsewhere C2 loads
 * the whole vector and blends: it reads behind the tensor's end, and with raw access nothing tells
 * it where that is.
 */
final class MaskedLoads {
    /** Of the processors with vectors of 128 bits (SSE, NEON) none has masked loads. */
    private static final int NARROWEST = 256;

    private MaskedLoads() {}

    /** Whether raw access is safe on partly filled vectors. */
    static boolean raw(int maxVectorBits) {
        return maxVectorBits >= NARROWEST;
    }

    /** Whether a kernel fills vectors only in part. */
    static boolean needed(Workload workload, Schedule schedule) {
        return schedule.axis() == VectorAxis.WIDTH
                || (workload.layout() == Layout.NHWC
                        && workload.channels() % schedule.lanes() != 0);
    }
}
