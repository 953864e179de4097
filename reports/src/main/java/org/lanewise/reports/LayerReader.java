package org.lanewise.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Makes the report of one layer from its result and its trials. */
final class LayerReader {
    private static final int MOST_RANKED = 5;
    private static final int MOST_FAILURES = 5;

    private final BestConfig config;
    private final TunedLayer layer;
    private final Workload workload;
    private final List<Trial> trials;

    LayerReader(BestConfig config, TunedLayer layer, List<Trial> trials) {
        this.config = config;
        this.layer = layer;
        this.workload = layer.workload();
        this.trials = trials;
    }

    LayerReport read() {
        List<TrialPoint> points = points();
        return new LayerReport(
                layer.layer(),
                workload,
                timed(layer.defaultSchedule(), layer.defaultTime()),
                timed(layer.best(), layer.bestTime()),
                layer.evidence(),
                points,
                progress(points),
                outcomes(points),
                failures(),
                fastest(points),
                ScheduleDecoder.decode(new Plan(workload, layer.best(), config.machine().target())),
                KernelText.of(workload, layer.best(), config.machine().target()));
    }

    private TimedSchedule timed(Schedule schedule, Estimate time) {
        double peak = config.peakGflops();
        return new TimedSchedule(
                schedule,
                time,
                Speed.of(workload, time),
                peak > 0
                        ? OptionalDouble.of(time.peakShare(workload, peak))
                        : OptionalDouble.empty());
    }

    private List<TrialPoint> points() {
        List<TrialPoint> points = new ArrayList<>();
        Set<Trial> superseded = superseded();
        for (Trial trial : trials) {
            Optional<Estimate> time =
                    trial.outcome() instanceof Outcome.Measured measured
                            ? Optional.of(measured.time())
                            : Optional.empty();
            points.add(
                    new TrialPoint(
                            points.size() + 1,
                            trial.stage(),
                            superseded.contains(trial),
                            trial.strategy(),
                            trial.schedule(),
                            trial.outcome().kind(),
                            time,
                            time.map(estimate -> Speed.of(workload, estimate))));
        }
        return points;
    }

    /** What was screened in a disturbed moment: the screening before each repetition. */
    private Set<Trial> superseded() {
        Map<Schedule, Trial> last = new HashMap<>();
        Set<Trial> superseded = new HashSet<>();
        for (Trial trial : trials) {
            if (trial.stage() == Stage.RESCREEN) {
                Trial disturbed = last.remove(trial.schedule());
                if (disturbed != null) {
                    superseded.add(disturbed);
                }
            } else if (trial.stage() == Stage.SCREEN) {
                last.put(trial.schedule(), trial);
            }
        }
        return superseded;
    }

    /**
     * Screened trials only: a time confirmed in a fresh JVM is not comparable, and no search saw
     * it.
     */
    private static List<TrialPoint> progress(List<TrialPoint> points) {
        List<TrialPoint> progress = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (TrialPoint point : points) {
            double ns = point.time().map(Estimate::medianNs).orElse(Double.POSITIVE_INFINITY);
            if (point.screened() && ns < best) {
                best = ns;
                progress.add(point);
            }
        }
        return progress;
    }

    private static List<OutcomeCount> outcomes(List<TrialPoint> points) {
        return Arrays.stream(Outcome.Kind.values())
                .map(kind ->
                        new OutcomeCount(
                                kind,
                                points.stream().filter(point -> point.kind() == kind).count()))
                .toList();
    }

    private List<FailureRow> failures() {
        List<FailureRow> failures = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < trials.size() && failures.size() < MOST_FAILURES; i++) {
            Trial trial = trials.get(i);
            FailureRow row = FailureRow.of(i + 1, trial);
            if (row.kind() != Outcome.Kind.MEASURED && seen.add(row.message())) {
                failures.add(row);
            }
        }
        return failures;
    }

    private List<FastestRow> fastest(List<TrialPoint> points) {
        Map<Schedule, Estimate> screened = new LinkedHashMap<>();
        Map<Schedule, Estimate> confirmed = new LinkedHashMap<>();
        for (TrialPoint point : points) {
            switch (point.stage()) {
                case SCREEN, RESCREEN ->
                        point.time()
                                .filter(time -> !point.superseded())
                                .ifPresent(time ->
                                        screened.merge(
                                                point.schedule(), time, LayerReader::faster));
                case CONFIRM ->
                        point.time().ifPresent(time -> confirmed.put(point.schedule(), time));
                case PLAY_OFF, CONTROL, APPLICATION -> {
                    // Neither ranks a candidate among the others.
                }
            }
        }
        // The default is confirmed whether it is fast or not, so that alone does not make it a
        // finalist.
        confirmed.remove(layer.defaultSchedule());
        confirmed.put(layer.best(), layer.bestTime());
        Set<Schedule> all = new HashSet<>(screened.keySet());
        all.addAll(confirmed.keySet());
        return all.stream()
                .map(schedule ->
                        ranked(
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

    private FastestRow ranked(
            Schedule schedule, Optional<Estimate> screened, Optional<Estimate> confirmed) {
        Estimate believed = confirmed.or(() -> screened).orElseThrow();
        return new FastestRow(
                schedule,
                screened,
                confirmed,
                Speed.of(workload, believed),
                schedule.equals(layer.best()));
    }

    private static Estimate faster(Estimate one, Estimate other) {
        return one.medianNs() <= other.medianNs() ? one : other;
    }
}
