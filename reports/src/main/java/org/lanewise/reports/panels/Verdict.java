package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.CacheState;
import org.lanewise.reports.Derived;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ratios;
import org.lanewise.reports.peers.Standings;
import org.lanewise.reports.stats.Difference;

/**
 * What a run comes to.
 *
 * @param suite what was tuned
 * @param cache what the caches held when a timed run began
 * @param counted whether layers are weighted by how often the network runs them
 * @param beforeNs time of all layers with their default schedules
 * @param afterNs the same with their best ones
 * @param network how many times as long the first is, by itself; empty where too few rounds tell
 * @param meanSpeedup geometric mean of the layers' speed-ups; empty without a layer
 * @param gains each layer's own
 * @param tied names of the layers of which other schedules cannot be told apart from the best one
 * @param leastOfRoofline smallest share of the roofline that a layer reaches; empty where the
 *     roofline is not known
 * @param mostOfRoofline the largest
 * @param peers others beside Lanewise, all layers together; none where that was not measured
 * @param peersCommand what measures them
 * @param trials number of trials
 * @param failures how many of them gave no time
 */
public record Verdict(
        String suite,
        CacheState cache,
        boolean counted,
        double beforeNs,
        double afterNs,
        Optional<Difference> network,
        OptionalDouble meanSpeedup,
        List<Gain> gains,
        List<String> tied,
        OptionalDouble leastOfRoofline,
        OptionalDouble mostOfRoofline,
        List<Standings.Total> peers,
        String peersCommand,
        long trials,
        long failures)
        implements Panel, Derived {
    /**
     * A layer's gain.
     *
     * @param layer its name
     * @param speedup how many times as fast as the default schedule, at the medians
     * @param keepsDefault whether the default schedule is the best one
     * @param difference the same round by round, corrected for the number of layers; empty where
     *     too few rounds tell
     */
    public record Gain(
            String layer, double speedup, boolean keepsDefault, Optional<Difference> difference) {
        /** Whether it is known to be so, or the other way, or neither. */
        boolean is(Difference.Verdict verdict) {
            return difference.filter(known -> known.verdict() == verdict).isPresent();
        }
    }

    /** Keeps an unmodifiable copy. */
    public Verdict {
        gains = List.copyOf(gains);
        tied = List.copyOf(tied);
        peers = List.copyOf(peers);
    }

    @Override
    public String title() {
        return "Verdict";
    }

    @Override
    public String name() {
        return "verdict";
    }

    @Override
    public Map<String, Object> derived() {
        return Map.of("ratio", ratio());
    }

    /** How many times as fast the network's layers are together, at the medians. */
    public double ratio() {
        return beforeNs / afterNs;
    }

    /** Layers by what is known of their gains, a sentence. */
    public String layersInWords() {
        List<String> parts = new ArrayList<>();
        for (Difference.Verdict verdict : Difference.Verdict.values()) {
            count(parts, gains.stream().filter(gain -> gain.is(verdict)).count(), verdict.words());
        }
        count(parts, gains.stream().filter(Gain::keepsDefault).count(), "best with the default");
        count(parts, unknown(), "timed in too few rounds to tell");
        return gains.size() == 1
                ? "The layer is " + parts.getFirst().replaceFirst("^1 ", "") + "."
                : "Of "
                        + Format.count(gains.size(), "layer")
                        + ": "
                        + String.join(", ", parts)
                        + ".";
    }

    /** Layers that no interval is known of, though something else than the default won. */
    public long unknown() {
        return gains.stream()
                .filter(gain -> !gain.keepsDefault() && gain.difference().isEmpty())
                .count();
    }

    private static void count(List<String> parts, long count, String words) {
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }

    /** Each layer's gain with its interval. */
    public Chart chart() {
        return Ratios.of(
                "How many times as fast as its default schedule each layer runs with its best one",
                "Chart of each layer's speed-up with its interval; the table of layers holds its numbers.",
                "at the medians",
                "layers",
                gains.stream()
                        .map(gain ->
                                new Ratios.Row(
                                        gain.layer(),
                                        gain.layer()
                                                + "\n"
                                                + Format.gain(gain.speedup(), gain.difference()),
                                        gain.speedup(),
                                        gain.difference()))
                        .toList());
    }
}
