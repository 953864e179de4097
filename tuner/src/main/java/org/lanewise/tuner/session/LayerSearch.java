package org.lanewise.tuner.session;

import java.util.List;
import java.util.Optional;
import org.lanewise.config.Machine;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.search.SearchLoop;
import org.lanewise.tuner.suites.Layer;

/** The search of one layer, a batch at a time: propose, measure, record, retrain. */
final class LayerSearch {
    private final Layer layer;
    private final TuningPlan plan;
    private final Progress progress;
    private final SearchLoop loop;

    LayerSearch(
            Layer layer,
            Machine machine,
            TuningPlan plan,
            Journal journal,
            WatchedScreening screening,
            Progress progress) {
        this.layer = layer;
        this.plan = plan;
        this.progress = progress;
        ScheduleSpace space = ScheduleSpace.of(layer.workload(), machine.target());
        this.loop =
                new SearchLoop(
                        space,
                        plan.strategy(),
                        plan.seed(),
                        // Even the shortest run has something to compare with.
                        Optional.of(space.requireDefault()),
                        journal.observations(layer.workload()),
                        (batch, known, stop) -> screening.measure(layer, batch, known, stop));
    }

    Layer layer() {
        return layer;
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

    LayerHistory history(double peakGflops) {
        return new LayerHistory(layer, loop.observations(), peakGflops);
    }

    /**
     * Measures one round, or as much of it as the budget allows.
     *
     * @param otherRows what other searches found on this machine
     * @param most trials wanted
     * @return whether anything was measured
     */
    boolean round(List<TrainingRow> otherRows, int most, Deadline deadline)
            throws InterruptedException {
        int known = loop.observations().size();
        progress.searching(layer, known, plan.budget().trials());
        return loop.round(
                otherRows,
                (int) Math.min(Integer.MAX_VALUE, (long) known + most),
                deadline::passed);
    }
}
