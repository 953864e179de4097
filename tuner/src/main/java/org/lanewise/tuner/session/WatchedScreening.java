package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
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
    private static final double SLOW = 1.25;

    /** One this many times slower was not made so by what disturbs a machine. */
    private static final double CLEARLY_SLOW = 2;

    /** A group of candidates is usually compiled within this, one is measured within that. */
    private static final Duration PREPARING = Duration.ofSeconds(4);

    private static final Duration MEASURING = Duration.ofSeconds(2);

    /** Time in which a signal that has ended a child ends this process, too. */
    private static final long STOPPING_MS = 300;

    private final Run run;
    private final Consumer<Layer> faster;
    private final Schedule control;
    private final DriftWatch<LegalSchedule> watch = new DriftWatch<>(System.nanoTime());
    private boolean watching;
    private int trials;
    private long nanos;
    private long controlNanos;

    /**
     * @param faster told the layer when a candidate is faster than all before it
     */
    WatchedScreening(Run run, Consumer<Layer> faster) {
        this.run = run;
        this.faster = faster;
        this.control = run.space(ControlKernel.WORKLOAD).requireDefault().schedule();
    }

    /**
     * Finished trials so far, and where the time went.
     *
     * @param whole what the search took with all that is not screening
     */
    SearchRate rate(Duration whole) {
        return SearchRate.of(
                trials,
                run.screening().spent(),
                Duration.ofNanos(controlNanos),
                Duration.ofNanos(nanos),
                whole);
    }

    /**
     * Screens a batch, or as much of it as the time allows.
     *
     * @param stage why these are screened, of which a disturbed moment makes {@link Stage#RESCREEN}
     * @param known what the layer's earlier batches found
     * @param predicted what the search's model expects of a candidate
     * @param stop asked before each trial
     * @param deadline when it is likely to say so
     * @return what the search is to believe, each candidate once, in the order of the batch
     */
    List<Observation> measure(
            Layer layer,
            Stage stage,
            List<LegalSchedule> batch,
            List<Observation> known,
            Function<LegalSchedule, OptionalDouble> predicted,
            BooleanSupplier stop,
            Deadline deadline)
            throws InterruptedException {
        long start = System.nanoTime();
        Batch running = new Batch(layer, stage, known, predicted, stop, deadline);
        try {
            beginWatching(deadline);
            int from = 0;
            while (from < batch.size() && !stop.getAsBoolean()) {
                int to = Math.min(batch.size(), from + group(deadline));
                running.screen(batch.subList(from, to));
                from = to;
            }
            running.settle();
        } finally {
            // Of a run that is stopped here as well.
            nanos += System.nanoTime() - start;
        }
        return running.observations();
    }

    /** Candidates that are prepared together, which takes as long as most of their trials. */
    private int group(Deadline deadline) {
        long fits = trials == 0 ? 1 : deadline.fits(Duration.ofNanos(nanos / trials));
        return Math.clamp(fits, 1, Screening.GROUP);
    }

    private void beginWatching(Deadline deadline) throws InterruptedException {
        if (!watching) {
            watching = true;
            control(deadline);
        }
    }

    /** Times the control kernel; gives the trials that it shows to be disturbed. */
    private List<LegalSchedule> control(Deadline deadline) throws InterruptedException {
        long start = System.nanoTime();
        OptionalDouble ns = run.screening().control(deadline.patience(MEASURING));
        controlNanos += System.nanoTime() - start;
        if (ns.isEmpty()) {
            watch.controlFailed(System.nanoTime());
            return List.of();
        }
        double taken = ns.getAsDouble();
        run.journal()
                .record(
                        ControlKernel.WORKLOAD,
                        control,
                        Stage.CONTROL,
                        new Outcome.Measured(new Estimate(taken, taken, taken), List.of(taken), 0));
        return watch.control(taken, System.nanoTime());
    }

    /** One batch of a layer while it runs. */
    private final class Batch {
        private final Layer layer;
        private final Stage stage;
        private final List<Observation> known;
        private final Function<LegalSchedule, OptionalDouble> predicted;
        private final BooleanSupplier stop;
        private final Deadline deadline;
        private final Map<Schedule, Outcome> outcomes = new LinkedHashMap<>();

        Batch(
                Layer layer,
                Stage stage,
                List<Observation> known,
                Function<LegalSchedule, OptionalDouble> predicted,
                BooleanSupplier stop,
                Deadline deadline) {
            this.layer = layer;
            this.stage = stage;
            this.known = known;
            this.predicted = predicted;
            this.stop = stop;
            this.deadline = deadline;
        }

        /** Prepares some candidates together and then times them in their order. */
        void screen(List<LegalSchedule> group) throws InterruptedException {
            run.screening().prepare(group, deadline.patience(PREPARING));
            for (LegalSchedule candidate : group) {
                if (stop.getAsBoolean()) {
                    return;
                }
                screen(candidate, stage);
                watch.trial(candidate);
                trials++;
                if (watch.due(System.nanoTime())) {
                    settle();
                }
            }
        }

        private Request.Plan plan() {
            return Request.Plan.SCREEN.with(run.plan().cache()).cutAt(SLOW * best());
        }

        void screen(LegalSchedule candidate, Stage why) throws InterruptedException {
            Outcome outcome =
                    run.screening().measure(candidate, plan(), deadline.patience(MEASURING));
            if (outcome instanceof Outcome.TimedOut && deadline.cutOff()) {
                return;
            }
            if (outcome instanceof Outcome.WorkerDied) {
                // Ctrl-C kills the worker with the tuner; then the candidate is not to blame.
                Thread.sleep(STOPPING_MS);
            }
            run.journal()
                    .record(
                            layer.workload(),
                            candidate.schedule(),
                            why,
                            outcome,
                            predicted.apply(candidate));
            double before = best();
            outcomes.put(candidate.schedule(), outcome);
            if (before == 0 || best() < before) {
                faster.accept(layer);
            }
            run.progress().tried(layer, candidate.schedule(), outcome);
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
            List<LegalSchedule> disturbed = control(deadline);
            if (disturbed.isEmpty()) {
                return;
            }
            List<LegalSchedule> again = disturbed.stream().filter(this::mayBeFast).toList();
            if (!again.isEmpty()) {
                run.progress().disturbed(layer, again.size());
            }
            for (LegalSchedule candidate : again) {
                if (stop.getAsBoolean()) {
                    return;
                }
                screen(candidate, Stage.RESCREEN);
            }
            // Back where it was, or settled elsewhere: the watch learns which.
            control(deadline);
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
