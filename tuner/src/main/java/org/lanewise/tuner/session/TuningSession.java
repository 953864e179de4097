package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.Cutoff;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.suites.Layer;

/**
 * One tuning run: searches every layer, confirms every layer's finalists, and does both again with
 * the time that is left. What is known of a layer is stored as soon as it is known, and everything
 * measured is in the database before the next candidate begins, so a run that was stopped leaves a
 * result and goes on where it was.
 */
public final class TuningSession {
    /** Searching gets this share of the time, confirming the rest. */
    private static final double SEARCH_SHARE = 0.6;

    /** No more is kept back for a layer's confirmation, however much time there is. */
    private static final Duration MOST_OF_A_LAYER = Duration.ofSeconds(30);

    /** With less a layer beside its confirmation, a search is over before it finds anything. */
    private static final Duration WORTH_MORE = Duration.ofSeconds(4);

    /** Of a short run's time no more than this part goes to a peak that a busy machine hides. */
    private static final int PEAK_PART = 10;

    /** A JVM that was asked in time is waited for this part of the budget longer. */
    private static final int OVERRUN_PART = 10;

    private final TuningPlan plan;
    private final TuningDatabase database;
    private final Progress progress;
    private final Consumer<BestConfig> stored;

    /**
     * A run that has not begun.
     *
     * @param stored told the suite's result each time that it was stored
     */
    public TuningSession(
            TuningPlan plan,
            TuningDatabase database,
            Progress progress,
            Consumer<BestConfig> stored) {
        this.plan = plan;
        this.database = database;
        this.progress = progress;
        this.stored = stored;
    }

    /**
     * Tunes. What goes wrong with single layers is part of the result.
     *
     * @throws InterruptedException if the thread was asked to stop; everything measured is kept
     * @throws MeasureException if nothing can be measured on this machine
     * @throws org.lanewise.db.DatabaseException if a trial cannot be recorded
     */
    public TuningResult run() throws InterruptedException {
        try (MachineLock _ = MachineLock.take("tune " + plan.suite().name(), progress::waiting)) {
            // Waiting for others is not part of the budget.
            Duration budget = plan.budget().time();
            Cutoff cutoff = Cutoff.in(budget.plus(budget.dividedBy(OVERRUN_PART)));
            return run(Deadline.in(budget, cutoff), cutoff);
        }
    }

    private TuningResult run(Deadline end, Cutoff cutoff) throws InterruptedException {
        try (Screening screening = new Screening(cutoff);
                Fresh fresh = new Fresh(cutoff)) {
            Deadline deadline = plan.ablation() ? end.share(1 - TuningPlan.ABLATION_SHARE) : end;
            Machine machine = screening.machine();
            return tune(
                    new Run(
                            plan,
                            machine,
                            screening.peakGflops(end.left().dividedBy(PEAK_PART)),
                            database.limits(machine, 1),
                            new Journal(database, machine, plan),
                            screening,
                            fresh,
                            progress,
                            new Problems(progress),
                            Pace.expected(plan.cache()),
                            deadline),
                    end);
        }
    }

    private TuningResult tune(Run run, Deadline end) throws InterruptedException {
        run.journal().begin();
        SuiteResult result = new SuiteResult(database, run, stored);
        List<Layer> shapes = plan.shapes();
        List<Held> unused = run.journal().unused(shapes);
        if (!unused.isEmpty()) {
            progress.unused(unused, run.machine());
        }
        List<LayerSearch> searches = new ArrayList<>();
        WatchedScreening screening =
                new WatchedScreening(
                        run,
                        layer ->
                                searches.stream()
                                        .filter(search -> search.layer().equals(layer))
                                        .flatMap(search -> search.bestSoFar().stream())
                                        .forEach(result::put));
        searches.addAll(searches(run, screening));
        SearchClock clock = new SearchClock();
        NetworkSearch network =
                new NetworkSearch(
                        run,
                        searches,
                        search -> {
                            search.bestSoFar().ifPresent(result::put);
                            run.journal().record(screening.rate(clock.soFar()));
                        });
        try {
            if (!searches.isEmpty()) {
                rounds(run, searches, network, result, clock);
            }
            if (plan.ablation()) {
                ablate(run, result, end);
            }
        } catch (InterruptedException stopped) {
            run.journal().record(screening.rate(clock.soFar()), stopped);
            throw stopped;
        }
        SearchRate rate = screening.rate(clock.soFar());
        run.journal().record(rate);
        return new TuningResult(result.best(), rate, run.problems().all(), failures(run));
    }

    /**
     * Searches and confirms; what confirming has left over goes back to the search, as long as that
     * finds anything.
     *
     * @param clock runs while it searches
     */
    private static void rounds(
            Run run,
            List<LayerSearch> searches,
            NetworkSearch network,
            SuiteResult result,
            SearchClock clock)
            throws InterruptedException {
        Duration end = run.deadline().left();
        Deadline first = searchEnd(run, searches.size());
        run.progress()
                .affords(
                        Expectation.of(
                                run.plan().budget(),
                                searches.size(),
                                network.trials(),
                                first.left(),
                                end.minus(first.left())));
        search(network, first, clock);
        confirm(run, searches, result, false);
        Duration more =
                WORTH_MORE
                        .plus(Budget.leastConfirmation(run.plan().cache()))
                        .multipliedBy(searches.size());
        long known = -1;
        while (network.trials() != known && run.deadline().allows(more)) {
            known = network.trials();
            Map<LayerSearch, Schedule> before = fastest(searches);
            search(network, searchEnd(run, searches.size()), clock);
            confirm(
                    run,
                    searches.stream()
                            .filter(search -> !Objects.equals(before.get(search), fastest(search)))
                            .toList(),
                    result,
                    true);
        }
    }

    private static void ablate(Run run, SuiteResult result, Deadline end)
            throws InterruptedException {
        List<TunedLayer> winners =
                result.best().stream()
                        .flatMap(best -> best.layers().stream())
                        .filter(winner ->
                                run.plan().shapes().stream()
                                        .anyMatch(shape ->
                                                shape.name().equals(winner.layer())
                                                        && shape.workload()
                                                                .equals(winner.workload())))
                        .toList();
        for (int i = 0; i < winners.size() && !end.passed(); i++) {
            TunedLayer winner = winners.get(i);
            Optional<LegalSchedule> legal = run.space(winner.workload()).ifLegal(winner.best());
            if (legal.isPresent()) {
                ablate(run, winner, legal.get(), end.share(1.0 / (winners.size() - i)));
            }
        }
    }

    private static void ablate(Run run, TunedLayer winner, LegalSchedule schedule, Deadline end)
            throws InterruptedException {
        run.progress().ablating(winner);
        try {
            new Ablation(run, schedule).run(end);
        } catch (MeasureException refused) {
            // The winner stands without an explanation.
            run.progress()
                    .failed(
                            new LayerProblem(
                                    winner.layer(),
                                    "its knobs could not be tried one by one: "
                                            + refused.getMessage()));
        }
    }

    private static void search(NetworkSearch network, Deadline end, SearchClock clock)
            throws InterruptedException {
        clock.start();
        try {
            network.run(end);
        } finally {
            clock.stop();
        }
    }

    private static void confirm(
            Run run, List<LayerSearch> searches, SuiteResult result, boolean again)
            throws InterruptedException {
        for (int i = 0; i < searches.size(); i++) {
            Deadline share = run.deadline().share(1.0 / (searches.size() - i));
            new LayerConfirmation(run, searches.get(i), again).run(share, result::put);
        }
    }

    private static Map<LayerSearch, Schedule> fastest(List<LayerSearch> searches) {
        Map<LayerSearch, Schedule> fastest = new HashMap<>();
        searches.forEach(search -> fastest.put(search, fastest(search)));
        return fastest;
    }

    /** The default schedule while nothing is known to be faster. */
    private static Schedule fastest(LayerSearch search) {
        return search.bestSoFar().map(TunedLayer::best).orElse(search.defaultSchedule().schedule());
    }

    private static List<LayerSearch> searches(Run run, WatchedScreening screening) {
        List<LayerSearch> searches = new ArrayList<>();
        for (Layer shape : run.plan().shapes()) {
            try {
                searches.add(new LayerSearch(run, shape, screening));
            } catch (InvalidScheduleException none) {
                run.problems().add(shape, String.valueOf(none.getMessage()));
            }
        }
        return searches;
    }

    /** Few layers need little of a long time, and each needs some of a short one. */
    private static Deadline searchEnd(Run run, int layers) {
        Duration rest =
                Duration.ofNanos((long) ((1 - SEARCH_SHARE) * run.deadline().left().toNanos()));
        Duration most = MOST_OF_A_LAYER.multipliedBy(layers);
        Duration least = Budget.leastConfirmation(run.plan().cache()).multipliedBy(layers);
        Duration reserve = rest.compareTo(most) > 0 ? most : rest;
        return run.deadline().before(reserve.compareTo(least) < 0 ? least : reserve);
    }

    private static List<FailedCandidates> failures(Run run) {
        return run.plan().shapes().stream()
                .map(shape ->
                        FailedCandidates.of(
                                shape.name(), run.journal().screened(shape.workload()).values()))
                .filter(FailedCandidates::manyFailed)
                .toList();
    }
}
