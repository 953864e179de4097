package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.DriftWatch;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.ControlKernel;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

/**
 * Screens candidates one after the other, gives up the clearly slow ones early, and watches the
 * machine through a control kernel: what fell into a disturbed moment is screened again. Records
 * everything. Not thread-safe.
 */
final class WatchedScreening {
    /** A candidate this many times slower than the best of its layer is looked at only shortly. */
    private static final double CLEARLY_SLOW = 2;

    private final Screening screening;
    private final Journal journal;
    private final Progress progress;
    private final CacheState cache;
    private final Schedule control;
    private final DriftWatch<LegalSchedule> watch = new DriftWatch<>(System.nanoTime());
    private boolean watching;
    private int trials;
    private long nanos;

    WatchedScreening(
            Screening screening,
            Journal journal,
            Progress progress,
            CacheState cache,
            Target target) {
        this.screening = screening;
        this.journal = journal;
        this.progress = progress;
        this.cache = cache;
        this.control = ScheduleSpace.of(ControlKernel.WORKLOAD, target).requireDefault().schedule();
    }

    /** Finished trials so far, and the time that screening took. */
    SearchRate rate() {
        return new SearchRate(trials, Duration.ofNanos(nanos));
    }

    /**
     * Screens a batch, or as much of it as the time allows.
     *
     * @param stop asked before each trial
     * @param known what the layer's earlier batches found
     * @return what the search is to believe, each candidate once, in the order of the batch
     */
    List<Observation> measure(
            Layer layer, List<LegalSchedule> batch, List<Observation> known, BooleanSupplier stop)
            throws InterruptedException {
        long start = System.nanoTime();
        Batch running = new Batch(layer, known, stop);
        beginWatching();
        for (int from = 0; from < batch.size() && !stop.getAsBoolean(); from += Screening.GROUP) {
            running.screen(batch.subList(from, Math.min(batch.size(), from + Screening.GROUP)));
        }
        running.settle();
        nanos += System.nanoTime() - start;
        return running.observations();
    }

    private void beginWatching() throws InterruptedException {
        if (!watching) {
            watching = true;
            control();
        }
    }

    /** Times the control kernel; gives the trials that it shows to be disturbed. */
    private List<LegalSchedule> control() throws InterruptedException {
        OptionalDouble ns = screening.control();
        if (ns.isEmpty()) {
            watch.controlFailed(System.nanoTime());
            return List.of();
        }
        double taken = ns.getAsDouble();
        journal.record(
                ControlKernel.WORKLOAD,
                control,
                Stage.CONTROL,
                new Outcome.Measured(new Estimate(taken, taken, taken), List.of(taken), 0));
        return watch.control(taken, System.nanoTime());
    }

    /** One batch of a layer while it runs. */
    private final class Batch {
        private final Layer layer;
        private final List<Observation> known;
        private final BooleanSupplier stop;
        private final Map<Schedule, Outcome> outcomes = new LinkedHashMap<>();

        Batch(Layer layer, List<Observation> known, BooleanSupplier stop) {
            this.layer = layer;
            this.known = known;
            this.stop = stop;
        }

        /** Prepares some candidates together and then times them in their order. */
        void screen(List<LegalSchedule> group) throws InterruptedException {
            screening.prepare(group);
            for (LegalSchedule candidate : group) {
                if (stop.getAsBoolean()) {
                    return;
                }
                screen(candidate, Stage.SCREEN);
                watch.trial(candidate);
                trials++;
                if (watch.due(System.nanoTime())) {
                    settle();
                }
            }
        }

        private Request.Plan plan() {
            return Request.Plan.SCREEN.with(cache).cutAt(CLEARLY_SLOW * best());
        }

        void screen(LegalSchedule candidate, Stage stage) throws InterruptedException {
            Outcome outcome = screening.measure(candidate, plan());
            journal.record(layer.workload(), candidate.schedule(), stage, outcome);
            outcomes.put(candidate.schedule(), outcome);
            progress.tried(layer, candidate.schedule(), outcome);
        }

        /** 0 while nothing has been measured, which cuts nothing. */
        private double best() {
            return observations(known).stream()
                    .flatMapToDouble(observation -> observation.nanos().stream())
                    .min()
                    .orElse(0);
        }

        /** Times the control, and screens again what it shows to be disturbed. */
        void settle() throws InterruptedException {
            if (!watch.waiting()) {
                return;
            }
            List<LegalSchedule> disturbed = control();
            if (disturbed.isEmpty()) {
                return;
            }
            List<LegalSchedule> again = disturbed.stream().filter(this::mayBeFast).toList();
            if (!again.isEmpty()) {
                progress.disturbed(layer, again.size());
            }
            for (LegalSchedule candidate : again) {
                if (stop.getAsBoolean()) {
                    return;
                }
                screen(candidate, Stage.RESCREEN);
            }
            // Back where it was, or settled elsewhere: the watch learns which.
            control();
        }

        /** However disturbed a clearly slow one was, it is not the best. */
        private boolean mayBeFast(LegalSchedule candidate) {
            Outcome outcome = outcomes.get(candidate.schedule());
            return outcome == null || Journal.nanos(outcome).orElse(0) <= CLEARLY_SLOW * best();
        }

        List<Observation> observations() {
            return observations(List.of());
        }

        private List<Observation> observations(List<Observation> before) {
            List<Observation> all = new ArrayList<>(before);
            outcomes.forEach((schedule, outcome) ->
                    all.add(new Observation(schedule, Journal.nanos(outcome))));
            return all;
        }
    }
}
