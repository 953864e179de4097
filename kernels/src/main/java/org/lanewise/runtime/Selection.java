package org.lanewise.runtime;

import java.util.Optional;
import org.lanewise.host.Likeness;
import org.lanewise.schedule.LegalSchedule;

/**
 * The kernel that runs a workload here, and why this one.
 *
 * @param level how well the kernel fits
 * @param kernel the kernel itself
 * @param why the reason, as the rest of a sentence
 */
record Selection(Level level, ConvKernel kernel, String why) {
    /** This, or the scalar kernel where this one would multiply such weights by padding. */
    Selection suiting(float[] weights) {
        if (!kernel.multipliesPadding() || allFinite(weights)) {
            return this;
        }
        return new Selection(
                Level.SCALAR,
                ConvKernel.scalar(kernel.workload()),
                "weights that are infinite or no numbers would count on the padding otherwise");
    }

    /** This, or the scalar kernel, by what warm-ups have found of this one's speed. */
    Selection inForce() {
        Optional<Shortfall> found = kernel.shortfall();
        if (found.isEmpty()) {
            return this;
        }
        return found.get().slower() ? scalar(found.get()) : slowed(found.get());
    }

    private Selection scalar(Shortfall found) {
        return new Selection(
                Level.VECTORS_NOT_COMPILED,
                ConvKernel.scalar(kernel.workload()),
                found.words() + "; otherwise it would be " + choice());
    }

    private Selection slowed(Shortfall found) {
        return level == Level.EXACT_MACHINE
                ? new Selection(
                        Level.SAME_PROCESSOR,
                        kernel,
                        Likeness.Kind.SAME_PROCESSOR.words() + ", but " + found.words())
                : new Selection(level, kernel, why + ", and " + found.words());
    }

    private static boolean allFinite(float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            // Zero, unless the weight is infinite or no number.
            sum += weight * 0;
        }
        return sum == 0;
    }

    /** The selection as one sentence for people. */
    String words() {
        return kernel.workload() + " runs with " + choice() + ".";
    }

    private String choice() {
        String chosen =
                kernel.legal()
                        .map(LegalSchedule::schedule)
                        .map(schedule -> "schedule " + schedule)
                        .orElse("the scalar kernel");
        String role =
                switch (level) {
                    case EXACT_MACHINE, SAME_PROCESSOR, SAME_VECTORS, SAME_CONVOLUTION ->
                            ", tuned: ";
                    case NEIGHBOURING_SHAPE -> ", a neighbour's, untuned: ";
                    case DEFAULT_SCHEDULE -> ", the default, untuned: ";
                    case SCALAR, VECTORS_NOT_COMPILED -> ", slow: ";
                };
        return chosen + role + why;
    }
}
