package org.lanewise.reports;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * A tuned layer with its trials. Immutable.
 *
 * @param config the result that it is part of
 * @param tuned the layer's own
 * @param count how often the network runs it
 * @param trials its candidates' trials in the run that its figures come from, oldest first
 * @param behind whether its figures come from these trials; if not, nothing that they come from is
 *     in the database, and these are the last run's
 * @param points the same as they are drawn
 * @param forks the fresh JVMs behind its figures
 * @param ablated what was last timed with one knob of its best schedule changed, oldest first
 * @param runs the runs that recorded its trials, the one that its figures come from last; without
 *     those of which none was told
 * @param generator version of the generator that made its kernels; empty where no trial tells
 * @param recording a slice of its space that was measured in an order drawn by lot
 */
public record LayerRun(
        BestConfig config,
        TunedLayer tuned,
        int count,
        List<Trial> trials,
        boolean behind,
        List<TrialPoint> points,
        Forks forks,
        List<Trial> ablated,
        List<UUID> runs,
        OptionalInt generator,
        Recording recording) {
    /** Keeps unmodifiable copies. */
    public LayerRun {
        trials = List.copyOf(trials);
        points = List.copyOf(points);
        ablated = List.copyOf(ablated);
        runs = List.copyOf(runs);
    }

    static LayerRun of(
            BestConfig config,
            TunedLayer tuned,
            int count,
            OwnTrials own,
            Recording recording,
            Clock clock) {
        return new LayerRun(
                config,
                tuned,
                count,
                own.trials(),
                own.behind(),
                points(tuned.workload(), own.trials(), clock),
                own.forks(),
                own.ablated(),
                own.runs(),
                own.generator(),
                recording);
    }

    private static List<TrialPoint> points(Workload workload, List<Trial> trials, Clock clock) {
        List<TrialPoint> points = new ArrayList<>();
        BitSet superseded = superseded(trials);
        for (Trial trial : trials) {
            Optional<Estimate> time =
                    trial.outcome() instanceof Outcome.Measured measured
                            ? Optional.of(measured.time())
                            : Optional.empty();
            points.add(
                    new TrialPoint(
                            points.size() + 1,
                            trial.stage(),
                            superseded.get(points.size()),
                            trial.strategy(),
                            trial.schedule(),
                            trial.outcome().kind(),
                            trial.predicted(),
                            time,
                            time.map(estimate -> Speed.of(workload, estimate)),
                            trial.at(),
                            clock.secondsAt(trial.at())));
        }
        return points;
    }

    /** What was screened in a disturbed moment, by place: the screening before each repetition. */
    private static BitSet superseded(List<Trial> trials) {
        Map<Schedule, Integer> last = new HashMap<>();
        BitSet superseded = new BitSet();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.stage() == Stage.RESCREEN) {
                Integer disturbed = last.remove(trial.schedule());
                if (disturbed != null) {
                    superseded.set(disturbed);
                }
            } else if (trial.stage() == Stage.SCREEN) {
                last.put(trial.schedule(), i);
            }
        }
        return superseded;
    }

    /** The layer's name in its suite. */
    public String name() {
        return tuned.layer();
    }

    /** What it computes. */
    public Workload workload() {
        return tuned.workload();
    }

    /** The winner's kernel. */
    public Plan plan() {
        return plan(tuned.best());
    }

    /** The kernel of a schedule. */
    public Plan plan(Schedule schedule) {
        return new Plan(workload(), schedule, config.machine().target());
    }

    /** The default schedule with its speed. */
    public TimedSchedule defaultSchedule() {
        return timed(tuned.defaultSchedule(), tuned.defaultTime());
    }

    /** The winner with its speed. */
    public TimedSchedule best() {
        return timed(tuned.best(), tuned.bestTime());
    }

    private TimedSchedule timed(Schedule schedule, Estimate time) {
        double peak = config.peakGflops();
        return new TimedSchedule(
                schedule,
                time,
                Speed.of(workload(), time),
                peak > 0
                        ? OptionalDouble.of(time.peakShare(workload(), peak))
                        : OptionalDouble.empty());
    }

    /** Whether the default schedule is the winner, so that there is nothing to compare. */
    public boolean keepsDefault() {
        return tuned.best().equals(tuned.defaultSchedule());
    }

    /** How many times as long the default schedule takes as the best one, round by round. */
    public Optional<Contrast> gain() {
        return keepsDefault()
                ? Optional.empty()
                : forks.contrast(tuned.defaultSchedule(), tuned.best());
    }

    /** What the search believed of each schedule that gave a time: its last screening. */
    public List<TrialPoint> believed() {
        Map<Schedule, TrialPoint> last = new LinkedHashMap<>();
        points.stream()
                .filter(TrialPoint::screened)
                .filter(point -> point.time().isPresent())
                .forEach(point -> last.put(point.schedule(), point));
        return List.copyOf(last.values());
    }

    /** Number of trials that gave no time. */
    public long failed() {
        return points.stream().filter(point -> point.speed().isEmpty()).count();
    }
}
