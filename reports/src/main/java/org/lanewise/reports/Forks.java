package org.lanewise.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.schedule.Schedule;

/**
 * Finalists and default schedule as they were timed in fresh JVMs, in turns. Immutable.
 *
 * @param rounds for each round the median nanoseconds of each schedule's JVM; one that gave no time
 *     is left out
 */
public record Forks(List<Map<Schedule, Double>> rounds) {
    private static final double EQUAL = 1e-9;

    /** Keeps an unmodifiable copy. */
    public Forks {
        rounds = List.copyOf(rounds);
    }

    /**
     * The forks that a layer's figures come from: the last ones whose median is the figure. None
     * where the database lacks them, or another run's have followed.
     */
    static Forks of(TunedLayer layer, List<Trial> trials) {
        return sessions(trials).reversed().stream()
                .map(Session::forks)
                .filter(forks -> forks.areBehind(layer))
                .findFirst()
                .orElseGet(() -> new Forks(List.of()));
    }

    private boolean areBehind(TunedLayer layer) {
        double[] times = times(layer.best());
        double median = layer.bestTime().medianNs();
        return times.length > 0
                && Math.abs(Median.withDefaults().evaluate(times) - median) <= EQUAL * median;
    }

    /**
     * One confirmation of a layer.
     *
     * @param forks its JVMs
     * @param at when the last of them had ended
     */
    public record Session(Forks forks, Instant at) {}

    /** Confirmations one after the other; a session ends where something else was tried. */
    public static List<Session> sessions(List<Trial> trials) {
        List<Session> sessions = new ArrayList<>();
        List<Map<Schedule, Double>> rounds = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.stage() != Stage.CONFIRM) {
                continue;
            }
            add(rounds, trial);
            if (i + 1 == trials.size() || trials.get(i + 1).stage() != Stage.CONFIRM) {
                sessions.add(new Session(new Forks(rounds), trial.at()));
                rounds = new ArrayList<>();
            }
        }
        return sessions;
    }

    /** A schedule is timed once a round, so its second time begins the next. */
    private static void add(List<Map<Schedule, Double>> rounds, Trial trial) {
        if (rounds.isEmpty() || rounds.getLast().containsKey(trial.schedule())) {
            rounds.add(new LinkedHashMap<>());
        }
        double time =
                trial.outcome() instanceof Outcome.Measured measured
                        ? measured.time().medianNs()
                        : Double.NaN;
        rounds.getLast().put(trial.schedule(), time);
    }

    /** All that were timed, in the order of their first turns. */
    public List<Schedule> schedules() {
        return rounds.stream().flatMap(round -> round.keySet().stream()).distinct().toList();
    }

    /** The time of a schedule in one round, empty if it took no part or failed. */
    public Optional<Double> time(int round, Schedule schedule) {
        return Optional.ofNullable(rounds.get(round).get(schedule)).filter(ns -> !ns.isNaN());
    }

    /** The times of a schedule, round by round. */
    public double[] times(Schedule schedule) {
        return rounds.stream()
                .map(round -> round.getOrDefault(schedule, Double.NaN))
                .filter(ns -> !ns.isNaN())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * How many times as long one schedule takes as another, from the rounds that both took part in;
     * empty where these are too few.
     */
    public Optional<Contrast> contrast(Schedule before, Schedule after) {
        List<double[]> pairs = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            Optional<Double> one = time(round, before);
            Optional<Double> other = time(round, after);
            if (one.isPresent() && other.isPresent()) {
                pairs.add(new double[] {one.get(), other.get()});
            }
        }
        return Contrast.paired(
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }
}
