package org.lanewise.tuner.measure.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Looks at a kernel that is proved, a moment at a time, until it has settled: a proof shows that
 * its loops are compiled, but their last compilation may still be under way or just have taken
 * over.
 */
final class Settling {
    /** Two successive looks that differ by less have settled. */
    private static final double AGREEMENT = 1.03;

    /** On a disturbed machine looks never agree; then the control kernel tells. */
    private static final int MOST_LOOKS = 25;

    /** What takes long is measured by few runs anyway. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private Settling() {}

    /**
     * Looks until two successive looks agree, or often or long enough.
     *
     * @param look nanoseconds a run
     * @return the last two looks
     */
    static List<Double> of(DoubleSupplier look) {
        long end = System.nanoTime() + LONGEST_NANOS;
        List<Double> looks = new ArrayList<>(List.of(look.getAsDouble(), look.getAsDouble()));
        while (looks.size() < MOST_LOOKS
                && System.nanoTime() < end
                && !agree(looks.getLast(), looks.get(looks.size() - 2))) {
            looks.add(look.getAsDouble());
        }
        return List.copyOf(looks.subList(looks.size() - 2, looks.size()));
    }

    private static boolean agree(double one, double other) {
        return Math.max(one, other) <= AGREEMENT * Math.min(one, other);
    }
}
