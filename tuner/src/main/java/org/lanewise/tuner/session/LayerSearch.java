package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.List;
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

/** The search of one layer: propose, measure, record, retrain, until the budget is spent. */
final class LayerSearch {
    /** Candidates measured between two trainings of the cost model. */
    private static final int BATCH = 16;

    private final Layer layer;
    private final ScheduleSpace space;
    private final LegalSchedule initial;
    private final TuningPlan plan;
    private final Journal journal;
    private final Screening screening;
    private final Progress progress;
    private final List<Observation> observations;

    LayerSearch(
            Layer layer,
            ScheduleSpace space,
            LegalSchedule initial,
            TuningPlan plan,
            Journal journal,
            Screening screening,
            Progress progress) {
        this.layer = layer;
        this.space = space;
        this.initial = initial;
        this.plan = plan;
        this.journal = journal;
        this.screening = screening;
        this.progress = progress;
        this.observations = new ArrayList<>(journal.observations(layer.workload()));
    }

    /**
     * Searches until the trials are spent, the deadline has passed or the space is exhausted.
     *
     * @param otherRows what is known of the suite's other layers
     * @return all that is known of this layer
     */
    List<Observation> run(List<TrainingRow> otherRows, Deadline deadline)
            throws InterruptedException {
        progress.searching(layer, observations.size(), plan.budget().trials());
        if (observations.isEmpty()) {
            // The default schedule comes first, so that even the shortest run has something to
            // compare with.
            measure(initial);
        }
        while (!spent(deadline)) {
            List<LegalSchedule> batch = propose(otherRows);
            if (batch.isEmpty()) {
                break;
            }
            for (LegalSchedule candidate : batch) {
                if (spent(deadline)) {
                    break;
                }
                measure(candidate);
            }
        }
        return List.copyOf(observations);
    }

    private List<LegalSchedule> propose(List<TrainingRow> otherRows) {
        int wanted = Math.min(BATCH, plan.budget().trials() - observations.size());
        return plan.strategy()
                .propose(new SearchState(space, observations, otherRows, plan.seed()), wanted);
    }

    private boolean spent(Deadline deadline) {
        return observations.size() >= plan.budget().trials() || deadline.passed();
    }

    private void measure(LegalSchedule candidate) throws InterruptedException {
        Outcome outcome = screening.measure(candidate, Request.Plan.SCREEN);
        journal.record(layer.workload(), candidate.schedule(), Stage.SCREEN, outcome);
        observations.add(new Observation(candidate.schedule(), Journal.nanos(outcome)));
        progress.tried(layer, candidate.schedule(), outcome);
    }
}
