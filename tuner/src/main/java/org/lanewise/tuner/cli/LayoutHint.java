package org.lanewise.tuner.cli;

import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.workload.Layout;

/** Blocks of sixteen channels are what a suite has unless told otherwise; not all vectors fit. */
final class LayoutHint {
    private static final int WIDEST_BITS = 512;

    private LayoutHint() {}

    /** What to try after a run whose layout nobody has chosen. */
    static Optional<String> after(BestConfig best) {
        boolean wideBlocks =
                best.layers().stream()
                        .anyMatch(layer -> layer.workload().layout() == Layout.NCHW16C);
        int bits = best.machine().vectorBits();
        return wideBlocks && bits < WIDEST_BITS
                ? Optional.of(
                        "Vectors hold "
                                + bits / Float.SIZE
                                + " floats here: '--layout nchw8c' may be faster than nchw16c, which has 16 channels side by side.")
                : Optional.empty();
    }
}
