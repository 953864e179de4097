package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.reports.Forks;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Speed;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.schedule.Schedule;

/** Reads the fastest schedules of a layer. */
public final class FinalistsReader {
    private static final int MOST_RANKED = 5;

    private FinalistsReader() {}

    /** The fastest schedules of a layer. */
    public static Finalists read(LayerRun layer) {
        return new Finalists(
                layer.name(),
                fastest(layer),
                forks(layer),
                layer.tuned().evidence(),
                layer.forks().drift());
    }

    private static List<Finalists.ForkTimes> forks(LayerRun layer) {
        Forks forks = layer.forks();
        Schedule best = layer.tuned().best();
        List<Schedule> schedules = new ArrayList<>(forks.schedules());
        schedules.sort(Comparator.comparing(schedule -> !schedule.equals(best)));
        List<Optional<Contrast>> contrasts =
                schedules.stream()
                        .map(schedule ->
                                schedule.equals(best)
                                        ? Optional.<Contrast>empty()
                                        : forks.contrast(schedule, best))
                        .toList();
        List<Optional<Difference>> slower = Differences.of(contrasts);
        List<Finalists.ForkTimes> times = new ArrayList<>();
        for (int i = 0; i < schedules.size(); i++) {
            Schedule schedule = schedules.get(i);
            List<Integer> rounds =
                    IntStream.range(0, forks.rounds().size())
                            .filter(round -> forks.time(round, schedule).isPresent())
                            .boxed()
                            .toList();
            times.add(
                    new Finalists.ForkTimes(
                            schedule,
                            rounds.stream().map(round -> round + 1).toList(),
                            rounds.stream()
                                    .map(round -> forks.time(round, schedule).orElseThrow())
                                    .toList(),
                            slower.get(i),
                            schedule.equals(best)));
        }
        return times;
    }

    private static List<FastestRow> fastest(LayerRun layer) {
        TunedLayer tuned = layer.tuned();
        Map<Schedule, Estimate> screened = new LinkedHashMap<>();
        Map<Schedule, Estimate> confirmed = new LinkedHashMap<>();
        for (TrialPoint point : layer.points()) {
            switch (point.stage()) {
                case SCREEN, RESCREEN, REVALIDATE ->
                        point.time()
                                .filter(time -> !point.superseded())
                                .ifPresent(time ->
                                        screened.merge(
                                                point.schedule(), time, FinalistsReader::faster));
                case CONFIRM ->
                        point.time().ifPresent(time -> confirmed.put(point.schedule(), time));
                case PLAY_OFF, CONTROL, APPLICATION, ABLATION, RECORD -> {
                    // Neither ranks a candidate among the others.
                }
            }
        }
        // The default is confirmed whether it is fast or not, so that alone does not make it a
        // finalist.
        confirmed.remove(tuned.defaultSchedule());
        confirmed.put(tuned.best(), tuned.bestTime());
        Set<Schedule> all = new HashSet<>(screened.keySet());
        all.addAll(confirmed.keySet());
        return all.stream()
                .map(schedule ->
                        ranked(
                                layer,
                                schedule,
                                Optional.ofNullable(screened.get(schedule)),
                                Optional.ofNullable(confirmed.get(schedule))))
                .sorted(
                        Comparator.comparing((FastestRow ranked) -> !ranked.winner())
                                .thenComparing(ranked -> ranked.confirmed().isEmpty())
                                .thenComparing(
                                        Comparator.comparingDouble((FastestRow ranked) ->
                                                        ranked.speed().point())
                                                .reversed())
                                .thenComparing(ranked -> ranked.schedule().toString()))
                .limit(MOST_RANKED)
                .toList();
    }

    private static FastestRow ranked(
            LayerRun layer,
            Schedule schedule,
            Optional<Estimate> screened,
            Optional<Estimate> confirmed) {
        Estimate believed = confirmed.or(() -> screened).orElseThrow();
        return new FastestRow(
                schedule,
                screened,
                confirmed,
                Speed.of(layer.workload(), believed),
                schedule.equals(layer.tuned().best()));
    }

    private static Estimate faster(Estimate one, Estimate other) {
        return one.medianNs() <= other.medianNs() ? one : other;
    }
}
