package org.lanewise.schedule;

import org.lanewise.target.Target;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * Where pixels lie so far apart that the vectors which one channel unit has in all of them share a
 * few sets of the first cache: outputs throw each other out of it, and a kernel that goes along the
 * plane waits for every store.
 */
final class Crowding {
    /** Measured where pixels of NHWC lie a multiple of 1024 bytes apart: 4 of 64 sets or fewer. */
    private static final int FEW_SETS = 4;

    private Crowding() {}

    static boolean of(Workload workload, Target target) {
        return sets(workload, target) <= FEW_SETS;
    }

    /** Whether these are half as many or fewer. */
    static boolean much(Workload workload, Target target) {
        return sets(workload, target) <= FEW_SETS / 2;
    }

    /** Whether there is but one. */
    static boolean inOneSet(Workload workload, Target target) {
        return sets(workload, target) == 1;
    }

    /**
     * Whether what lies one below the other shares one set of the first cache: a kernel that goes
     * down the plane throws out what it is to read again.
     */
    static boolean ofRows(Workload workload, Target target) {
        return pixels(workload) && target.l1().setsMet(strides(workload).row() * Float.BYTES) == 1;
    }

    private static int sets(Workload workload, Target target) {
        return pixels(workload)
                ? target.l1().setsMet(strides(workload).pixel() * Float.BYTES)
                : Integer.MAX_VALUE;
    }

    /** Whether pixels have all their channels. */
    private static boolean pixels(Workload workload) {
        return !workload.layout().blocked() && workload.layout().channelsTogether();
    }

    private static TensorStrides strides(Workload workload) {
        return workload.layout().strides(workload.channels(), workload.input());
    }
}
