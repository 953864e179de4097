package org.lanewise.runtime;

import java.util.List;
import java.util.Optional;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.workload.Workload;

/** Decides into how many shares a convolution is worth splitting. */
final class Shares {
    /**
     * Shortest share worth handing over. A job and its receipt each travel between two cores once,
     * and every thread runs into its first tile cold: about a microsecond, which a share must win
     * back and more.
     */
    private static final double SHORTEST_NANOS = 2_000;

    /**
     * Floating-point operations a nanosecond, of taps on the image: a little more than the fastest
     * core measured so far computes, 272 on a Zen 5 machine. An untuned layer is taken for this
     * fast: too short an estimate forgoes some speed, too long a one would make threads a loss.
     */
    private static final double FLOPS_A_NANO = 300;

    /**
     * Bytes of input and output a nanosecond, likewise: 233 are the most measured so far, of a
     * layer of half a megabyte with stride 2.
     */
    private static final double BYTES_A_NANO = 250;

    private Shares() {}

    /**
     * Most threads that a convolution gains from, 1 for a short one.
     *
     * @param tuned layers that the selected schedule was perhaps tuned for, siblings' behind their
     *     own
     */
    static int most(Selection selection, List<TunedLayer> tuned) {
        Workload workload = selection.kernel().workload();
        return (int) Math.max(1, nanos(selection.kernel(), workload, tuned) / SHORTEST_NANOS);
    }

    /** A sibling's on another number of images are in proportion. */
    private static double nanos(ConvKernel kernel, Workload workload, List<TunedLayer> tuned) {
        if (kernel.legal().isPresent()) {
            for (TunedLayer layer : tuned) {
                Optional<Estimate> time = timeOf(kernel.legal().get(), layer);
                if (time.isPresent()) {
                    double images = (double) workload.batch() / layer.workload().batch();
                    return time.get().medianNs() * images;
                }
            }
        }
        return estimate(workload);
    }

    private static Optional<Estimate> timeOf(LegalSchedule legal, TunedLayer layer) {
        if (legal.schedule().equals(layer.best())) {
            return Optional.of(layer.bestTime());
        }
        return legal.schedule().equals(layer.defaultSchedule())
                ? Optional.of(layer.defaultTime())
                : Optional.empty();
    }

    /** Nanoseconds that a layer takes at the least, on one thread. */
    static double estimate(Workload workload) {
        double bytes =
                Float.BYTES * ((double) workload.inputElements() + workload.outputElements());
        return Math.max(workload.flopsOnImage() / FLOPS_A_NANO, bytes / BYTES_A_NANO);
    }
}
