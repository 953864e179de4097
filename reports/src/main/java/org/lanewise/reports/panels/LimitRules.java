package org.lanewise.reports.panels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.reports.Format;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.TrialPoint;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Weights;

/** The rules by which a page says what limits a kernel. A new one is a method and a line here. */
final class LimitRules {
    /** One rule; empty where it does not apply. */
    interface LimitRule {
        Optional<Limits.Finding> of(Run run, LayerRun layer);
    }

    /** Nearer to a ceiling than this, the ceiling is what limits. */
    private static final double NEAR = 0.75;

    /** An application that gets less of the promise than this is worth a word. */
    private static final double KEPT = 0.97;

    /** Of 64 sets; the rule of the generator's own loop orders. */
    private static final int FEW_SETS = 4;

    /** All of them. */
    static final List<LimitRule> ALL =
            List.of(
                    LimitRules::roof,
                    LimitRules::farFromRoof,
                    LimitRules::registers,
                    LimitRules::sets,
                    LimitRules::lanes,
                    LimitRules::boxed,
                    LimitRules::speeds,
                    LimitRules::application,
                    LimitRules::rising);

    private LimitRules() {}

    static Optional<Limits.Finding> roof(Run run, LayerRun layer) {
        return Rooflines.share(run, layer).stream()
                .filter(share -> share >= NEAR)
                .mapToObj(share ->
                        new Limits.Finding(
                                "It is bound by "
                                        + ceiling(run, layer)
                                        + ": it needs "
                                        + Format.times(1 / share)
                                        + " the shortest time that this allows.",
                                "At the most "
                                        + Format.times(Math.max(1, 1 / share))
                                        + ", by any kernel of this shape.",
                                "Recorded: the ceilings were measured on this machine."))
                .findFirst();
    }

    static Optional<Limits.Finding> farFromRoof(Run run, LayerRun layer) {
        return Rooflines.share(run, layer).stream()
                .filter(share -> share < NEAR)
                .mapToObj(share ->
                        new Limits.Finding(
                                String.format(
                                        Locale.ROOT,
                                        "Neither the peak nor a memory's bandwidth limits it: it reaches %.0f%% of what %s allows.",
                                        100 * share,
                                        ceiling(run, layer)),
                                "At the most "
                                        + Format.times(1 / share)
                                        + ", if something reached the ceiling.",
                                Backing.NONE.sentence()))
                .findFirst();
    }

    private static String ceiling(Run run, LayerRun layer) {
        MachineLimits limits = run.limits().orElseThrow();
        double computing = layer.workload().flopsOnImage() / limits.peakGflops();
        return limits.leastNanos(layer.workload(), run.best().cache()) > computing
                ? "the bandwidth of " + limits.feeding(layer.workload(), run.best().cache()).name()
                : "the peak of multiply-adds";
    }

    static Optional<Limits.Finding> registers(Run run, LayerRun layer) {
        Plan plan = layer.plan();
        long spilled = spilled(plan);
        if (spilled <= 0) {
            return Optional.empty();
        }
        Backing backing = Backing.of(layer, "no spill", other -> spilled(other) <= 0);
        return Optional.of(
                new Limits.Finding(
                        "It spills "
                                + Format.count(spilled, "vector")
                                + ": sums, weights and an input need "
                                + (plan.target().vectorRegisters() + spilled)
                                + " registers, and there are "
                                + plan.target().vectorRegisters()
                                + ".",
                        backing.gain(),
                        backing.sentence()));
    }

    /** Sums, held weights and one input beyond the registers. */
    private static long spilled(Plan plan) {
        boolean held = plan.schedule().weights() == Weights.HELD;
        long weights = held ? plan.workload().taps() * plan.schedule().tileC() : 1;
        return plan.accumulators() + weights + 1 - plan.target().vectorRegisters();
    }

    static Optional<Limits.Finding> sets(Run run, LayerRun layer) {
        Plan plan = layer.plan();
        if (plan.workload().layout().blocked() || !plan.workload().layout().channelsTogether()) {
            return Optional.empty();
        }
        long pixel = plan.inputTensor().pixel() * Float.BYTES;
        double sets = plan.target().l1().setsMet(pixel);
        if (sets > FEW_SETS) {
            return Optional.empty();
        }
        Backing backing =
                Backing.of(
                        layer,
                        "another loop order",
                        other -> other.schedule().order() != plan.schedule().order());
        return Optional.of(
                new Limits.Finding(
                        String.format(
                                Locale.ROOT,
                                "The vectors that a unit of channels has in all pixels share %.0f sets of the first cache: pixels lie %,d bytes apart.",
                                sets,
                                pixel),
                        backing.gain(),
                        backing.sentence()));
    }

    static Optional<Limits.Finding> lanes(Run run, LayerRun layer) {
        Plan plan = layer.plan();
        int lanes = plan.schedule().lanes();
        long useful = plan.outputsAcross();
        long computed = Math.ceilDiv(useful, lanes) * (long) lanes;
        if (computed == useful) {
            return Optional.empty();
        }
        Backing backing =
                Backing.of(
                        layer,
                        "narrower vectors",
                        other -> other.schedule().lanes() < plan.schedule().lanes());
        return Optional.of(
                new Limits.Finding(
                        String.format(
                                Locale.ROOT,
                                "Of %d lanes computed %d hold an output.",
                                computed,
                                useful),
                        backing.gain(),
                        backing.sentence()));
    }

    static Optional<Limits.Finding> boxed(Run run, LayerRun layer) {
        long boxed =
                layer.points().stream()
                        .filter(point -> point.kind() == Outcome.Kind.NOT_INTRINSIFIED)
                        .count();
        return boxed == 0
                ? Optional.empty()
                : Optional.of(
                        new Limits.Finding(
                                "Vectors stayed boxed in "
                                        + boxed
                                        + " of "
                                        + Format.count(layer.points().size(), "trial")
                                        + ", so nothing is known of the speed of these schedules.",
                                "Not known.",
                                Backing.NONE.sentence()));
    }

    static Optional<Limits.Finding> speeds(Run run, LayerRun layer) {
        List<Mode> modes = layer.tuned().evidence().bestModes();
        if (modes.size() < 2) {
            return Optional.empty();
        }
        double ratio = modes.getLast().medianNs() / modes.getFirst().medianNs();
        return Optional.of(
                new Limits.Finding(
                        "It has " + Format.modes(modes) + ".",
                        "Up to "
                                + Format.times(ratio)
                                + " in the JVMs of the slower speed; which one a JVM gets is chance.",
                        "Recorded: the fresh JVMs below."));
    }

    static Optional<Limits.Finding> application(Run run, LayerRun layer) {
        Evidence evidence = layer.tuned().evidence();
        return evidence.applicationRatio().stream()
                .filter(ratio -> ratio < KEPT)
                .mapToObj(ratio ->
                        new Limits.Finding(
                                String.format(
                                        Locale.ROOT,
                                        "A plain application gets %.1f%% of the speed.",
                                        100 * ratio),
                                "Up to " + Format.times(1 / ratio) + " there.",
                                "Recorded: "
                                        + Format.count(
                                                layer.points().stream()
                                                        .filter(point ->
                                                                point.stage() == Stage.APPLICATION)
                                                        .count(),
                                                "trial")
                                        + " in an application."))
                .findFirst();
    }

    /** A search that found its best among its last trials may not have been at its end. */
    static Optional<Limits.Finding> rising(Run run, LayerRun layer) {
        List<TrialPoint> screened = layer.points().stream().filter(TrialPoint::screened).toList();
        List<TrialPoint> steps = ProgressReader.improvements(layer.points());
        if (screened.size() < 8 || steps.size() < 2) {
            return Optional.empty();
        }
        int position = screened.indexOf(steps.getLast());
        if (position < screened.size() * 3 / 4) {
            return Optional.empty();
        }
        double last = steps.getLast().gflops() / steps.get(steps.size() - 2).gflops();
        return Optional.of(
                new Limits.Finding(
                        "The search was still finding faster schedules: its last quarter brought the fastest screened one, after "
                                + position
                                + " of "
                                + Format.count(screened.size(), "trial")
                                + ".",
                        "Not known; the last step brought " + Format.times(last) + ".",
                        "Recorded: the line of the search above."));
    }
}
