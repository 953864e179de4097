package org.lanewise.tuner.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.search.SearchLoop;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.tables.RecordedTable;

/**
 * One search on a table. Not thread-safe.
 *
 * <p>It begins with the default schedule where the table holds it, as a live search does.
 */
public final class Replay {
    /** A level the search reached: "within 5%" is 1.05. */
    private static final double NEAR = 1.05;

    /**
     * A schedule faster than all before it.
     *
     * @param evaluation its number, from 1
     * @param nanos its recorded time
     */
    public record Improvement(int evaluation, Schedule schedule, double nanos) {}

    private final RecordedTable table;
    private final SearchLoop loop;
    private final List<Improvement> improvements = new ArrayList<>();
    private int evaluations;

    /** A search at its beginning. */
    public Replay(RecordedTable table, Strategy strategy, long seed) {
        this.table = table;
        ScheduleSpace space = table.header().space();
        Optional<LegalSchedule> first =
                space.defaultSchedule().filter(legal -> table.holds(legal.schedule()));
        this.loop =
                new SearchLoop(
                        space,
                        strategy,
                        seed,
                        first,
                        List.of(),
                        (candidates, known, stop) -> candidates.stream().map(this::look).toList());
    }

    private Observation look(LegalSchedule candidate) {
        evaluations++;
        OptionalDouble nanos = table.nanos(candidate.schedule());
        nanos.ifPresent(time -> {
            if (time < best()) {
                improvements.add(new Improvement(evaluations, candidate.schedule(), time));
            }
        });
        return new Observation(candidate.schedule(), nanos);
    }

    /**
     * Searches on to the end of a round.
     *
     * @param most evaluations in all
     * @return false where they are used up or the table is exhausted
     * @throws InterruptedException if this thread was asked to stop
     */
    public boolean round(int most) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return loop.round(List.of(), most, () -> false);
    }

    /**
     * Searches until it holds a schedule within 5% of the table's best, at least so many
     * evaluations, or until the table is exhausted.
     *
     * @throws InterruptedException if this thread was asked to stop
     */
    public void untilNear(int least) throws InterruptedException {
        while ((evaluations < least || !isNear()) && round(Integer.MAX_VALUE)) {
            // One round after the other.
        }
    }

    private boolean isNear() {
        return best() <= NEAR * table.best();
    }

    /** Time of the fastest schedule found, ns; infinite before there is one. */
    public double best() {
        return improvements.isEmpty() ? Double.POSITIVE_INFINITY : improvements.getLast().nanos();
    }

    /** Every improvement, in order. */
    public List<Improvement> improvements() {
        return List.copyOf(improvements);
    }

    /** Schedules evaluated. */
    public int evaluations() {
        return evaluations;
    }

    /** Evaluations until one came within 5% of the table's best; all of them if none did. */
    public int evaluationsToNear() {
        return improvements.stream()
                .filter(improvement -> improvement.nanos() <= NEAR * table.best())
                .findFirst()
                .map(Improvement::evaluation)
                .orElse(evaluations);
    }

    /**
     * The best of the first evaluations as a share of the table's best speed: 1 is the best, 0
     * where nothing ran.
     */
    public double shareOfBestAfter(int first) {
        return improvements.stream()
                .filter(improvement -> improvement.evaluation() <= first)
                .mapToDouble(improvement -> table.best() / improvement.nanos())
                .max()
                .orElse(0);
    }
}
