package org.lanewise.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.Recorded;
import org.lanewise.db.RunTime;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.workload.Workload;

/**
 * A result with all that the database knows of it: what panels are read from. Immutable.
 *
 * @param best the result
 * @param limits what one thread of the machine can do at the most, if that was measured
 * @param counted whether it is known how often the network runs each layer
 * @param layers the tuned layers in suite order
 * @param otherCaches the result with caches in the other state, if there is one
 * @param peers what others took on one thread of this machine, of those workloads of which that was
 *     measured
 * @param known how its runs were asked for and what they spent their time on, as far as it was
 *     recorded
 * @param machineCode what C2 made of the winners, of those workloads of which it was read
 */
public record Run(
        BestConfig best,
        Optional<MachineLimits> limits,
        boolean counted,
        List<LayerRun> layers,
        Optional<BestConfig> otherCaches,
        Map<Workload, PeerTimes> peers,
        Map<UUID, RunTime> known,
        Map<Workload, MachineCode> machineCode) {
    /** Keeps unmodifiable copies. */
    public Run {
        layers = List.copyOf(layers);
        peers = Map.copyOf(peers);
        known = Map.copyOf(known);
        machineCode = Map.copyOf(machineCode);
    }

    /**
     * Reads a run. The same database gives an equal run at any time.
     *
     * @param counts how often the network runs each layer; those that are not in it run once
     * @throws org.lanewise.db.DatabaseException if the database cannot be read
     */
    public static Run of(TuningDatabase db, BestConfig best, Map<Workload, Integer> counts) {
        List<OwnTrials> trials = new ArrayList<>();
        List<Recording> recordings = new ArrayList<>();
        for (TunedLayer layer : best.layers()) {
            List<Recorded> all = all(db, best.machine(), layer.workload(), best.cache());
            OwnTrials own = OwnTrials.of(layer, candidates(all));
            trials.add(own);
            recordings.add(Recording.largest(all, own.generator()));
        }
        Clock clock =
                Clock.of(
                        trials.stream()
                                .flatMap(own -> own.trials().stream())
                                .map(Trial::at)
                                .toList());
        List<LayerRun> layers = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            TunedLayer layer = best.layers().get(i);
            int count = counts.getOrDefault(layer.workload(), 1);
            layers.add(LayerRun.of(best, layer, count, trials.get(i), recordings.get(i), clock));
        }
        return new Run(
                best,
                db.limits(best.machine(), 1),
                !counts.isEmpty(),
                layers,
                Stream.of(CacheState.values())
                        .filter(cache -> cache != best.cache())
                        .flatMap(cache ->
                                db
                                        .best(
                                                best.machine(),
                                                best.suite(),
                                                best.layoutText(),
                                                cache)
                                        .stream())
                        .findFirst(),
                peers(db, best),
                known(db, layers),
                Map.of());
    }

    private static Map<UUID, RunTime> known(TuningDatabase db, List<LayerRun> layers) {
        return layers.stream()
                .flatMap(layer ->
                        Stream.concat(layer.runs().stream(), layer.recording().run().stream()))
                .distinct()
                .flatMap(run -> db.time(run).stream())
                .collect(Collectors.toMap(RunTime::run, Function.identity()));
    }

    private static Map<Workload, PeerTimes> peers(TuningDatabase db, BestConfig best) {
        Map<Workload, PeerTimes> peers = new HashMap<>();
        for (TunedLayer layer : best.layers()) {
            db.peers(best.machine(), layer.workload(), 1, best.cache())
                    .ifPresent(times -> peers.put(layer.workload(), times));
        }
        return peers;
    }

    /** The same run with the machine code of its winners. */
    public Run with(Map<Workload, MachineCode> code) {
        return new Run(best, limits, counted, layers, otherCaches, peers, known, code);
    }

    /** All trials of a layer's candidates under such caches, oldest first, of whatever run. */
    public static List<Recorded> candidates(
            TuningDatabase db, Machine machine, Workload workload, CacheState cache) {
        return candidates(all(db, machine, workload, cache));
    }

    private static List<Recorded> candidates(List<Recorded> all) {
        return all.stream().filter(recorded -> recorded.trial().stage().ofCandidate()).toList();
    }

    private static List<Recorded> all(
            TuningDatabase db, Machine machine, Workload workload, CacheState cache) {
        return db.recorded(machine, workload).stream()
                .filter(recorded -> recorded.trial().cache() == cache)
                .toList();
    }

    /** Of all trials of a layer those of the run that its figures come from. */
    public static List<Trial> own(TunedLayer layer, List<Recorded> candidates) {
        return OwnTrials.of(layer, candidates).trials();
    }

    /**
     * How many times as long the default schedule of each layer takes as its best one, corrected
     * for the number of layers, of which those that compute the same were measured once; empty
     * where it is the best, or too few rounds tell.
     */
    public List<Optional<Difference>> gains() {
        Map<Workload, Optional<Contrast>> contrasts = new LinkedHashMap<>();
        layers.forEach(layer -> contrasts.put(layer.workload(), layer.gain()));
        Map<Workload, Optional<Difference>> gains = Differences.of(contrasts);
        return layers.stream()
                .map(layer -> Objects.requireNonNull(gains.get(layer.workload())))
                .toList();
    }

    /** All trials in the order in which they were finished. */
    public List<TrialPoint> points() {
        return layers.stream()
                .flatMap(layer -> layer.points().stream())
                .sorted(Comparator.comparing(TrialPoint::at))
                .toList();
    }
}
