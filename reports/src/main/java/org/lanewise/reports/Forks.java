package org.lanewise.reports;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.RankCorrelation;
import org.lanewise.schedule.Schedule;

/**
 * Finalists and default schedule as they were timed in fresh JVMs, in turns. Immutable.
 *
 * @param rounds for each round the median nanoseconds of each schedule's JVM; one that gave no time
 *     is left out
 */
public record Forks(List<Map<Schedule, Double>> rounds) {
    private static final double EQUAL = 1e-9;

    /** Of five rounds without a drift one in sixty is in order by chance. */
    private static final int LEAST_ROUNDS_OF_A_DRIFT = 5;

    /** Rank correlation of the rounds' times with their order. */
    private static final double DRIFTING = 0.95;

    /**
     * Finalists that differ by less than two percent are as fast by the rule that chooses among
     * them, so that a smaller drift cannot have changed the choice.
     */
    private static final double LEAST_DRIFT = Math.log(1.02);

    /** Keeps an unmodifiable copy. */
    public Forks {
        rounds = List.copyOf(rounds);
    }

    /**
     * The confirmation that a layer's figures come from: the last one whose median is the figure.
     * None where the database lacks it.
     */
    static Optional<Session> behind(TunedLayer layer, List<Recorded> trials) {
        return sessions(trials).reversed().stream()
                .filter(session -> session.forks().areBehind(layer))
                .findFirst();
    }

    /** Whether a layer's figure is the median of these JVMs. */
    public boolean areBehind(TunedLayer layer) {
        double[] times = times(layer.best());
        double median = layer.bestTime().medianNs();
        return times.length > 0
                && Math.abs(Median.withDefaults().evaluate(times) - median) <= EQUAL * median;
    }

    /**
     * One confirmation of a layer.
     *
     * @param forks its JVMs
     * @param last the last of their trials
     * @param applied what an application ran afterwards: the schedule that was chosen; empty where
     *     there was no time for one
     */
    public record Session(Forks forks, Recorded last, Optional<Schedule> applied) {
        /** When the last of its JVMs had ended. */
        public Instant at() {
            return last.trial().at();
        }
    }

    /**
     * Confirmations in the order of their ends. Two hosts may have recorded one workload at once,
     * so runs are told apart first; within a run a session ends where something else begins.
     *
     * @param recorded trials of one workload, oldest first
     */
    public static List<Session> sessions(List<Recorded> recorded) {
        Map<Optional<UUID>, List<Integer>> runs =
                IntStream.range(0, recorded.size())
                        .boxed()
                        .collect(groupingBy(place -> recorded.get(place).run()));
        NavigableMap<Integer, Session> byEnd = new TreeMap<>();
        runs.values()
                .forEach(places ->
                        ofRun(places.stream().map(recorded::get).toList())
                                .forEach((end, session) -> byEnd.put(places.get(end), session)));
        return List.copyOf(byEnd.values());
    }

    /** By the place of the last trial of each. */
    private static Map<Integer, Session> ofRun(List<Recorded> recorded) {
        Map<Integer, Session> sessions = new HashMap<>();
        List<Map<Schedule, Double>> rounds = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            if (!confirms(recorded, i)) {
                continue;
            }
            add(rounds, recorded.get(i).trial());
            if (!confirms(recorded, i + 1)) {
                sessions.put(
                        i,
                        new Session(new Forks(rounds), recorded.get(i), applied(recorded, i + 1)));
                rounds = new ArrayList<>();
            }
        }
        return sessions;
    }

    /**
     * Whether a trial is a confirmation's. A fresh JVM beside an application is not: there the
     * chosen kernel alone is timed, to hold the application against.
     */
    private static boolean confirms(List<Recorded> recorded, int index) {
        return is(recorded, index, Stage.CONFIRM)
                && !is(recorded, index - 1, Stage.APPLICATION)
                && !is(recorded, index + 1, Stage.APPLICATION);
    }

    private static boolean is(List<Recorded> recorded, int index, Stage stage) {
        return index >= 0
                && index < recorded.size()
                && recorded.get(index).trial().stage() == stage;
    }

    /** An application follows at once, behind the JVM that it is held against, or not at all. */
    private static Optional<Schedule> applied(List<Recorded> recorded, int next) {
        return is(recorded, next, Stage.CONFIRM) && is(recorded, next + 1, Stage.APPLICATION)
                ? Optional.of(recorded.get(next + 1).trial().schedule())
                : Optional.empty();
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

    /**
     * How many times as long the last round took as the first, all schedules together, where nearly
     * all rounds became slower from one to the next, or faster, and it comes to two percent; empty
     * where they did not, or are too few to tell.
     */
    public OptionalDouble drift() {
        double[] levels = IntStream.range(0, rounds.size()).mapToDouble(this::level).toArray();
        double[] order = IntStream.range(0, levels.length).asDoubleStream().toArray();
        boolean drifting =
                levels.length >= LEAST_ROUNDS_OF_A_DRIFT
                        && Arrays.stream(levels).noneMatch(Double::isNaN)
                        && Math.abs(RankCorrelation.of(order, levels).orElse(0)) >= DRIFTING;
        return drifting && Math.abs(levels[levels.length - 1] - levels[0]) >= LEAST_DRIFT
                ? OptionalDouble.of(Math.exp(levels[levels.length - 1] - levels[0]))
                : OptionalDouble.empty();
    }

    /** Mean logarithm of a round's times by the medians of their schedules. */
    private double level(int round) {
        return schedules().stream()
                .flatMap(schedule ->
                        time(round, schedule)
                                .map(ns ->
                                        Math.log(
                                                ns
                                                        / Median.withDefaults()
                                                                .evaluate(times(schedule))))
                                .stream())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
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
