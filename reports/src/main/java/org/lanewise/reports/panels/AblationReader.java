package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;

/** Reads what changing one knob does to a layer's best kernel. */
public final class AblationReader {
    private AblationReader() {}

    /** A neighbour of the winner, and the winner in the same turns. */
    private record Turns(Knob<?> knob, Trial winner, Trial other) {
        Optional<Contrast> contrast() {
            return winner.outcome() instanceof Outcome.Measured one
                            && other.outcome() instanceof Outcome.Measured two
                            && one.samplesNs().size() == two.samplesNs().size()
                    ? Contrast.paired(samples(one), samples(two))
                    : Optional.empty();
        }

        OptionalDouble speed() {
            return winner.outcome() instanceof Outcome.Measured one
                            && other.outcome() instanceof Outcome.Measured two
                    ? OptionalDouble.of(one.time().medianNs() / two.time().medianNs())
                    : OptionalDouble.empty();
        }

        private static double[] samples(Outcome.Measured measured) {
            return measured.samplesNs().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** The changes of a layer's winner that were measured last. */
    public static Ablation read(LayerRun layer) {
        List<Turns> all = turns(layer);
        List<Optional<Difference>> differences =
                Differences.of(all.stream().map(Turns::contrast).toList());
        List<Ablation.Change> changes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Turns turns = all.get(i);
            Schedule schedule = turns.other.schedule();
            changes.add(
                    new Ablation.Change(
                            turns.knob.name(),
                            turns.knob.textOf(layer.tuned().best()),
                            turns.knob.textOf(schedule),
                            schedule,
                            turns.other.outcome().kind(),
                            turns.speed(),
                            differences.get(i)));
        }
        return new Ablation(layer.name(), layer.config().cache(), changes);
    }

    /** A group stands behind the winner's own trial. */
    private static List<Turns> turns(LayerRun layer) {
        Schedule best = layer.tuned().best();
        List<Turns> all = new ArrayList<>();
        Optional<Trial> winner = Optional.empty();
        for (Trial trial : layer.ablated()) {
            if (trial.schedule().equals(best)) {
                winner = Optional.of(trial);
            }
            all.addAll(turns(winner, trial).stream().toList());
        }
        all.sort(Comparator.comparingInt(turns -> Knobs.KNOBS.indexOf(turns.knob)));
        return all;
    }

    /** Empty for the winner itself, and for what differs in more than one knob. */
    private static Optional<Turns> turns(Optional<Trial> winner, Trial other) {
        return winner.flatMap(beside ->
                changed(beside.schedule(), other.schedule())
                        .map(knob -> new Turns(knob, beside, other)));
    }

    private static Optional<Knob<?>> changed(Schedule one, Schedule other) {
        List<Knob<?>> changed = new ArrayList<>();
        for (Knob<?> knob : Knobs.KNOBS) {
            if (!knob.textOf(one).equals(knob.textOf(other))) {
                changed.add(knob);
            }
        }
        return changed.size() == 1 ? Optional.of(changed.getFirst()) : Optional.empty();
    }
}
