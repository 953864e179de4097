package org.lanewise.tuner.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.tables.TableRecorder;

/** Measures, and counts what came of it. Not thread-safe. */
final class OutcomeTally implements TableRecorder.Measurement {
    private final TableRecorder.Measurement measurement;
    private final Map<Outcome.Kind, Count> counts = new EnumMap<>(Outcome.Kind.class);

    /** How many ended in one way, and what is said of the first of them. */
    private record Count(int trials, String first) {
        Count plus(Count other) {
            return new Count(trials + other.trials, first);
        }
    }

    OutcomeTally(TableRecorder.Measurement measurement) {
        this.measurement = measurement;
    }

    @Override
    public Outcome of(LegalSchedule candidate) throws InterruptedException {
        Outcome outcome = measurement.of(candidate);
        counts.merge(
                outcome.kind(),
                new Count(1, candidate.schedule() + ": " + outcome.words()),
                Count::plus);
        return outcome;
    }

    @Override
    public void prepare(List<LegalSchedule> candidates) throws InterruptedException {
        measurement.prepare(candidates);
    }

    /** A line for each way in which candidates ended. */
    List<String> lines() {
        return counts.entrySet().stream()
                .map(count ->
                        count.getKey().label()
                                + ": "
                                + count.getValue().trials()
                                + ", the first "
                                + count.getValue().first())
                .toList();
    }
}
