package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.search.SearchState;
import org.lanewise.workload.Layer;

/** The search of one layer, a batch at a time: propose, measure, record, retrain. */
final class LayerSearch {
    /** Candidates measured between two trainings of the cost model. */
    private static final int BATCH = 16;

    private final Layer layer;
    private final ScheduleSpace space;
    private final TuningPlan plan;
    private final Journal journal;
    private final Screening screening;
    private final Progress progress;
    private final List<Observation> observations;

    LayerSearch(
            Layer layer,
            Machine machine,
            TuningPlan plan,
            Journal journal,
            Screening screening,
            Progress progress) {
        this.layer = layer;
        this.space = ScheduleSpace.of(layer.workload(), machine.vectorBits());
        this.plan = plan;
        this.journal = journal;
        this.screening = screening;
        this.progress = progress;
        this.observations = new ArrayList<>(journal.observations(layer.workload()));
    }

    /** What would run untuned, which every search begins with. */
    static LegalSchedule initial(ScheduleSpace space) {
        return space.requireDefault();
    }

    Layer layer() {
        return layer;
    }

    /** All that is known of this layer. */
    List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** The same, for the cost models of other layers. */
    List<TrainingRow> rows() {
        return observations.stream()
                .map(known -> new TrainingRow(layer.workload(), known.schedule(), known.nanos()))
                .toList();
    }

    /**
     * Measures one batch, or as much of it as the budget allows.
     *
     * @param otherRows what is known of the suite's other layers
     * @return whether anything was measured
     */
    boolean round(List<TrainingRow> otherRows, Deadline deadline) throws InterruptedException {
        int before = observations.size();
        if (before >= plan.budget().trials()) {
            return false;
        }
        progress.searching(layer, before, plan.budget().trials());
        if (before == 0) {
            // The default schedule comes first, so that even the shortest run has something to
            // compare with.
            measure(initial(space));
        }
        for (LegalSchedule candidate : propose(otherRows)) {
            if (deadline.passed()) {
                break;
            }
            measure(candidate);
        }
        return observations.size() > before;
    }

    private List<LegalSchedule> propose(List<TrainingRow> otherRows) {
        // The default schedule was one of the first batch, which keeps the batches of all rounds
        // aligned.
        int size = BATCH - observations.size() % BATCH;
        int wanted = Math.min(size, plan.budget().trials() - observations.size());
        return wanted == 0
                ? List.of()
                : plan.strategy()
                        .propose(
                                new SearchState(space, observations, otherRows, plan.seed()),
                                wanted);
    }

    private void measure(LegalSchedule candidate) throws InterruptedException {
        Outcome outcome = screening.measure(candidate, Request.Plan.SCREEN);
        journal.record(layer.workload(), candidate.schedule(), Stage.SCREEN, outcome);
        observations.add(new Observation(candidate.schedule(), Journal.nanos(outcome)));
        progress.tried(layer, candidate.schedule(), outcome);
    }
}
