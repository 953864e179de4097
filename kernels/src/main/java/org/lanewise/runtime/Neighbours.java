package org.lanewise.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * Tuned layers that differ from a workload in sizes alone, and little in those. What their
 * schedules gain is lent where tiles and blocks come out about as even, and where it can be relied
 * on. What counts as even was chosen by 42 neighbours measured on a Zen 4 machine: the 32 that do
 * ran 0.97 to 1.10 times as fast as by their default schedule; tuner/README.md tells of others.
 */
final class Neighbours {
    /** How many times as large a neighbour's channels, rows or columns may be, or as small. */
    private static final double MOST_RATIO = 1.5;

    /** How many times as uneven tiles and blocks may come out. */
    private static final double MOST_UNEVEN = 1.15;

    /** As kernels have several speeds, fewer JVMs cannot tell a little gain from none. */
    private static final int FEWEST_JVMS = 2;

    /** Times as fast as the default that fewer JVMs are believed. */
    private static final double CLEAR_GAIN = 1.3;

    private Neighbours() {}

    /** The nearest one by the ratios of sizes, the first in suite order of equally near ones. */
    static Optional<TunedLayer> nearest(BestConfig config, Workload asked) {
        return config.layers().stream()
                .filter(layer -> isNear(layer.workload(), asked))
                .min(
                        Comparator.comparingDouble(layer ->
                                ratios(layer.workload(), asked).stream()
                                        .mapToDouble(Math::log)
                                        .sum()));
    }

    /** Why the schedule of a neighbour is not to be lent, if it is not. */
    static Optional<String> objection(TunedLayer layer, ScheduleSpace space) {
        if (layer.best().equals(layer.defaultSchedule())) {
            return Optional.of("tuning left it at its default schedule");
        }
        if (space.defaultSchedule()
                .map(LegalSchedule::schedule)
                .equals(Optional.of(layer.best()))) {
            return Optional.of("its schedule is the default here");
        }
        if (layer.evidence().forks().orElse(FEWEST_JVMS) < FEWEST_JVMS
                && layer.speedup() < CLEAR_GAIN) {
            return Optional.of("its gain is little, and was not seen in more than one JVM");
        }
        double there = unevenness(layer.workload(), layer.best(), space.target());
        double here = unevenness(space.workload(), layer.best(), space.target());
        return here > MOST_UNEVEN * there
                ? Optional.of("its tiles or blocks come out less even here")
                : Optional.empty();
    }

    /** What whole tiles and blocks would compute by what is to be computed. */
    private static double unevenness(Workload workload, Schedule schedule, Target target) {
        Plan plan = new Plan(workload, schedule, target);
        // Where rows have no tiles none are left over.
        return rounded(plan.rows().out(), plan.rowsOfTile())
                * rounded(plan.columnPositions(), schedule.tileW())
                * rounded(plan.channelUnits(), schedule.channelBlock());
    }

    private static double rounded(int count, int part) {
        return (double) Math.ceilDiv(count, part) * part / count;
    }

    /** A sibling is none: its sizes are the same. */
    private static boolean isNear(Workload there, Workload asked) {
        List<Double> ratios = ratios(there, asked);
        return there.multiplier() == asked.multiplier()
                && there.kernel().equals(asked.kernel())
                && there.stride().equals(asked.stride())
                && there.padding().equals(asked.padding())
                && there.dilation().equals(asked.dilation())
                && there.layout() == asked.layout()
                && ratios.stream().anyMatch(ratio -> ratio > 1)
                && ratios.stream().allMatch(ratio -> ratio <= MOST_RATIO);
    }

    /** Of the larger to the smaller one: of channels, rows and columns. */
    private static List<Double> ratios(Workload there, Workload asked) {
        return List.of(
                ratio(there.channels(), asked.channels()),
                ratio(there.input().h(), asked.input().h()),
                ratio(there.input().w(), asked.input().w()));
    }

    private static double ratio(int one, int other) {
        return (double) Math.max(one, other) / Math.min(one, other);
    }
}
