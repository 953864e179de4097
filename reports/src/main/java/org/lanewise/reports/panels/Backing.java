package org.lanewise.reports.panels;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.lanewise.reports.Format;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.TrialPoint;
import org.lanewise.schedule.Plan;

/**
 * What recorded trials say of a remedy: the fastest schedule that has it, beside the winner.
 *
 * @param ratio how many times as fast as the winner, both as they were screened; empty if no trial
 *     tells
 * @param sentence the same in words
 */
record Backing(Optional<Double> ratio, String sentence) {
    /** Where no trial tells. */
    static final Backing NONE = new Backing(Optional.empty(), "No recorded experiment backs it.");

    /**
     * Looks for screened trials with the remedy.
     *
     * @param what the remedy, such as "smaller tiles"
     * @param remedy whether a kernel has it
     */
    static Backing of(LayerRun layer, String what, Predicate<Plan> remedy) {
        List<TrialPoint> with =
                layer.believed().stream()
                        .filter(point -> remedy.test(layer.plan(point.schedule())))
                        .toList();
        Optional<Double> winner =
                layer.believed().stream()
                        .filter(point -> point.schedule().equals(layer.tuned().best()))
                        .map(TrialPoint::gflops)
                        .max(Double::compare);
        if (with.isEmpty() || winner.isEmpty()) {
            return NONE;
        }
        TrialPoint fastest =
                with.stream().max(Comparator.comparingDouble(TrialPoint::gflops)).orElseThrow();
        double ratio = fastest.gflops() / winner.get();
        return new Backing(
                Optional.of(ratio),
                String.format(
                        Locale.ROOT,
                        "Recorded: of %s with %s the fastest, %s, was screened at %s the winner's speed.",
                        Format.count(with.size(), "trial"),
                        what,
                        fastest.schedule(),
                        Format.times(ratio)));
    }

    /** What the remedy brings by these trials. */
    String gain() {
        return ratio.map(known ->
                        known > 1
                                ? "By the trials recorded up to " + Format.times(known) + "."
                                : "None by the trials recorded.")
                .orElse("Not known.");
    }
}
