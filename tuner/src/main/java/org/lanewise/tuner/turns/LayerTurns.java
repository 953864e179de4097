package org.lanewise.tuner.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.db.Outcome;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.suites.Layer;

/**
 * What came of a layer.
 *
 * @param layer the layer
 * @param timed the contenders, in the order of the plan
 */
public record LayerTurns(Layer layer, List<Timed> timed) {
    /** Copies the list. */
    public LayerTurns {
        timed = List.copyOf(timed);
    }

    /**
     * A contender.
     *
     * @param contender who chose the schedule
     * @param schedule the schedule; empty where it has none for the layer
     * @param outcomes of each JVM; empty without a schedule
     */
    public record Timed(Contender contender, Optional<Schedule> schedule, List<Outcome> outcomes) {
        /** Copies the list. */
        public Timed {
            outcomes = List.copyOf(outcomes);
        }

        /** Nanoseconds a run in each JVM, medians of its turns; empty if one gave no time. */
        public Optional<double[]> nanos() {
            double[] nanos =
                    outcomes.stream()
                            .filter(Outcome.Measured.class::isInstance)
                            .map(Outcome.Measured.class::cast)
                            .mapToDouble(measured -> measured.time().medianNs())
                            .toArray();
            return nanos.length == 0 || nanos.length < outcomes.size()
                    ? Optional.empty()
                    : Optional.of(nanos);
        }

        /** The first JVM's that gave no time. */
        public Optional<Outcome> failure() {
            return outcomes.stream()
                    .filter(outcome -> !(outcome instanceof Outcome.Measured))
                    .findFirst();
        }
    }

    /**
     * @param schedules of each contender
     * @param jvms what became of each schedule, for each JVM
     */
    static LayerTurns of(
            Layer layer,
            List<Contender> contenders,
            List<Optional<LegalSchedule>> schedules,
            List<Map<Schedule, Outcome>> jvms) {
        List<Timed> timed = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Optional<Schedule> schedule = schedules.get(i).map(LegalSchedule::schedule);
            List<Outcome> outcomes =
                    schedule.map(own -> jvms.stream().map(jvm -> jvm.get(own)).toList())
                            .orElse(List.of());
            timed.add(new Timed(contenders.get(i), schedule, outcomes));
        }
        return new LayerTurns(layer, timed);
    }

    /**
     * How many times as fast a contender is as the first, by the ratios in each JVM; empty where
     * one of the two has no time.
     */
    public OptionalDouble ratio(Timed contender) {
        Optional<double[]> first = timed.getFirst().nanos();
        Optional<double[]> own = contender.nanos();
        if (first.isEmpty() || own.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Contrast.ratio(first.get(), own.get()));
    }

    /**
     * The same with what it takes to say how sure it is; empty for too few JVMs, and where both are
     * one schedule.
     */
    public Optional<Contrast> contrast(Timed contender) {
        Timed first = timed.getFirst();
        if (contender.schedule().equals(first.schedule())) {
            return Optional.empty();
        }
        return first.nanos()
                .flatMap(before ->
                        contender.nanos().flatMap(after -> Contrast.paired(before, after)));
    }
}
