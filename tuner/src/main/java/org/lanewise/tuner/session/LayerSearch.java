package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.search.SearchLoop;
import org.lanewise.tuner.suites.Layer;

/** The search of one layer, a batch at a time: propose, measure, record, retrain. */
final class LayerSearch {
    private final Run run;
    private final Layer layer;
    private final ScheduleSpace space;
    private final LegalSchedule defaultSchedule;
    private final List<LegalSchedule> unproven;
    private final SearchLoop loop;
    private Deadline deadline;

    /**
     * A search that goes on where an earlier one of the same strategy and seed was.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException if no kernel can be generated for the
     *     layer
     */
    LayerSearch(Run run, Layer layer, WatchedScreening screening) {
        this.run = run;
        this.layer = layer;
        this.space = run.space(layer.workload());
        this.defaultSchedule = space.requireDefault();
        this.deadline = run.deadline();
        this.unproven = unproven();
        this.loop =
                new SearchLoop(
                        space,
                        run.plan().strategy(),
                        run.plan().seed(),
                        first(),
                        known(),
                        (batch, known, stop) ->
                                screening.measure(
                                        layer,
                                        stage(batch),
                                        batch,
                                        known,
                                        this::predicted,
                                        stop,
                                        deadline));
    }

    /** Winners that may not be used, as far as this generator still makes kernels of them. */
    private List<LegalSchedule> unproven() {
        return run.journal().unproven(layer.workload()).stream()
                .filter(winner -> !winner.equals(defaultSchedule.schedule()))
                .flatMap(winner -> space.ifLegal(winner).stream())
                .toList();
    }

    private List<LegalSchedule> first() {
        List<LegalSchedule> first = new ArrayList<>();
        // Even the shortest run has something to compare with.
        first.add(defaultSchedule);
        // What was fastest for a neighbour need not be here.
        space.tableSchedule()
                .filter(table -> !table.schedule().equals(defaultSchedule.schedule()))
                .ifPresent(first::add);
        first.addAll(unproven);
        return first;
    }

    /** Whatever was seen of an unproven winner before, it is tried again. */
    private List<Observation> known() {
        return run.journal().observations(layer.workload()).stream()
                .filter(known -> !isUnproven(known.schedule()))
                .toList();
    }

    private boolean isUnproven(Schedule schedule) {
        return unproven.stream().anyMatch(winner -> winner.schedule().equals(schedule));
    }

    private Stage stage(List<LegalSchedule> batch) {
        return batch.stream().allMatch(candidate -> isUnproven(candidate.schedule()))
                ? Stage.REVALIDATE
                : Stage.SCREEN;
    }

    /** Whether something is to be tried before anything new is proposed. */
    boolean hasFirst() {
        return loop.hasFirst();
    }

    Layer layer() {
        return layer;
    }

    ScheduleSpace space() {
        return space;
    }

    /** What would run untuned. */
    LegalSchedule defaultSchedule() {
        return defaultSchedule;
    }

    private OptionalDouble predicted(LegalSchedule candidate) {
        return loop.predicted(candidate.schedule());
    }

    /** All that is known of this layer. */
    List<Observation> observations() {
        return loop.observations();
    }

    /** The same, for the cost models of other layers. */
    List<TrainingRow> rows() {
        return loop.observations().stream()
                .map(known -> new TrainingRow(layer.workload(), known.schedule(), known.nanos()))
                .toList();
    }

    LayerHistory history() {
        return new LayerHistory(
                layer, loop.observations(), run.peakGflops(), run.leastNanos(layer.workload()));
    }

    /**
     * Measures one round, or as much of it as the budget allows.
     *
     * @param otherRows what other searches found on this machine
     * @param most trials wanted
     * @return whether anything was measured
     */
    boolean round(List<TrainingRow> otherRows, int most, Deadline end) throws InterruptedException {
        int known = loop.observations().size();
        deadline = end;
        run.progress().searching(layer, known, run.plan().budget().trials());
        if (loop.hasFirst() && !unproven.isEmpty()) {
            run.progress().retrying(layer, unproven.size());
        }
        return loop.round(
                otherRows, (int) Math.min(Integer.MAX_VALUE, (long) known + most), end::passed);
    }

    /**
     * The fastest candidate so far and the default schedule, with the times that the search saw.
     * Empty until both have one.
     */
    Optional<TunedLayer> bestSoFar() {
        Map<Schedule, Outcome> screened = run.journal().screened(layer.workload());
        if (!(screened.get(defaultSchedule.schedule()) instanceof Outcome.Measured untuned)) {
            return Optional.empty();
        }
        Set<Schedule> condemned = run.journal().condemned(layer.workload());
        return screened.entrySet().stream()
                // The default schedule is what runs untuned, whatever is known of it.
                .filter(candidate ->
                        candidate.getKey().equals(defaultSchedule.schedule())
                                || !condemned.contains(candidate.getKey()))
                .filter(candidate -> Journal.nanos(candidate.getValue()).isPresent())
                .min(
                        Comparator.comparingDouble(
                                candidate -> Journal.nanos(candidate.getValue()).orElseThrow()))
                .map(fastest -> unconfirmed(fastest.getKey(), fastest.getValue(), untuned));
    }

    /** By the median, which is what people read, the fastest may be no faster than the default. */
    private TunedLayer unconfirmed(Schedule fastest, Outcome outcome, Outcome.Measured untuned) {
        return outcome instanceof Outcome.Measured(Estimate time, List<Double> _, double _)
                        && time.medianNs() < untuned.time().medianNs()
                ? tuned(fastest, time, untuned.time())
                : tuned(defaultSchedule.schedule(), untuned.time(), untuned.time());
    }

    private TunedLayer tuned(Schedule best, Estimate bestTime, Estimate defaultTime) {
        return new TunedLayer(
                layer.name(),
                layer.workload(),
                best,
                bestTime,
                defaultSchedule.schedule(),
                defaultTime,
                Evidence.UNCONFIRMED);
    }
}
