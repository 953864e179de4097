package org.lanewise.reports.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Recorded;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.Forks;
import org.lanewise.reports.MeanSpeedup;
import org.lanewise.reports.Run;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.reports.stats.LogTimes;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Reads the index of a database. Not thread-safe. */
public final class IndexReader {
    private final TuningDatabase db;
    private final Map<Place, List<Recorded>> read = new HashMap<>();

    private IndexReader(TuningDatabase db) {
        this.db = db;
    }

    /**
     * The index of a database. The same database gives an equal index at any time.
     *
     * @throws org.lanewise.db.DatabaseException if it cannot be read
     */
    public static Index read(TuningDatabase db) {
        return new IndexReader(db).read();
    }

    /** What is tuned again and again. */
    private record Place(Machine machine, CacheState cache, Workload workload) {}

    private Index read() {
        List<BestConfig> all = db.allBest();
        Map<Place, List<TunedLayer>> tuned = new LinkedHashMap<>();
        for (BestConfig best : all) {
            for (TunedLayer layer : best.layers()) {
                tuned.computeIfAbsent(place(best, layer), none -> new ArrayList<>()).add(layer);
            }
        }
        List<Index.History> histories = new ArrayList<>();
        List<Index.History> changed = new ArrayList<>();
        List<Optional<Contrast>> contrasts = new ArrayList<>();
        tuned.forEach((place, layers) -> {
            List<Forks.Session> sessions = Forks.sessions(trials(place));
            Index.History history = history(place, layers, sessions);
            histories.add(history);
            if (history.bests().size() > 1) {
                changed.add(history);
                contrasts.add(contrast(history, sessions));
            }
        });
        return new Index(
                all.stream().map(this::result).toList(), changes(changed, contrasts), histories);
    }

    private static Place place(BestConfig best, TunedLayer layer) {
        return new Place(best.machine(), best.cache(), layer.workload());
    }

    private List<Recorded> trials(Place place) {
        return read.computeIfAbsent(
                place,
                wanted -> Run.candidates(db, wanted.machine(), wanted.workload(), wanted.cache()));
    }

    private static Index.History history(
            Place place, List<TunedLayer> layers, List<Forks.Session> sessions) {
        return new Index.History(
                place.machine(),
                place.cache(),
                layers.getFirst().layer(),
                place.workload(),
                sessions.stream().flatMap(session -> best(session, layers).stream()).toList());
    }

    /**
     * What was chosen: the winner of the result that the confirmation is behind, what an
     * application ran afterwards, or, of an earlier run that tells neither, the smallest median.
     */
    private static Optional<Index.Best> best(Forks.Session session, List<TunedLayer> layers) {
        Optional<Schedule> chosen =
                layers.stream()
                        .filter(layer -> session.forks().areBehind(layer))
                        .map(TunedLayer::best)
                        .findFirst()
                        .or(session::applied);
        return session.forks().schedules().stream()
                .filter(schedule -> chosen.isEmpty() || chosen.get().equals(schedule))
                .filter(schedule -> session.forks().times(schedule).length > 0)
                .map(schedule ->
                        new Index.Best(
                                session.at(),
                                schedule,
                                Median.withDefaults().evaluate(session.forks().times(schedule))))
                .min(Comparator.comparingDouble(Index.Best::medianNs));
    }

    /** Of the last two; empty where either has too few JVMs. */
    private static Optional<Contrast> contrast(
            Index.History history, List<Forks.Session> sessions) {
        Index.Best after = history.bests().getLast();
        Index.Best before = history.bests().get(history.bests().size() - 2);
        Optional<LogTimes> now = times(sessions, after);
        return times(sessions, before).flatMap(was -> now.map(is -> Contrast.independent(was, is)));
    }

    private static Optional<LogTimes> times(List<Forks.Session> sessions, Index.Best best) {
        Schedule schedule = best.schedule();
        return sessions.stream()
                .filter(session -> session.at().equals(best.at()))
                .findFirst()
                .flatMap(session -> LogTimes.of(session.forks().times(schedule)));
    }

    private static List<Index.Change> changes(
            List<Index.History> histories, List<Optional<Contrast>> contrasts) {
        List<Optional<Difference>> differences = Differences.of(contrasts);
        List<Index.Change> changes = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            List<Index.Best> bests = histories.get(i).bests();
            changes.add(
                    new Index.Change(
                            histories.get(i),
                            bests.get(bests.size() - 2),
                            bests.getLast(),
                            differences.get(i)));
        }
        changes.sort(
                Comparator.comparingInt(Index.Change::rank)
                        .thenComparingDouble(Index.Change::ratio));
        return changes;
    }

    private Index.Result result(BestConfig best) {
        List<List<Trial>> trials =
                best.layers().stream()
                        .map(layer -> Run.own(layer, trials(place(best, layer))))
                        .toList();
        Optional<Instant> newest =
                trials.stream().flatMap(List::stream).map(Trial::at).max(Comparator.naturalOrder());
        return new Index.Result(
                best.suite(),
                best.layoutText(),
                best.cache(),
                best.machine(),
                best.layers().size(),
                MeanSpeedup.of(best).orElseThrow(),
                trials.stream().mapToLong(List::size).sum(),
                newest);
    }
}
