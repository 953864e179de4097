package org.lanewise.tuner.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.KnobSpace;
import org.lanewise.tuner.space.Point;

/** A whole table in memory. Immutable and thread-safe. */
public final class RecordedTable implements Table {
    private final String name;
    private final TableHeader header;
    private final Map<Schedule, TableRow> rows;
    private final KnobSpace space;
    private final int size;
    private final double best;

    /**
     * What the rows do not hold is no point of the table's space: rules that have been relaxed
     * since it was recorded make schedules legal that nobody measured.
     *
     * @param name by which it is shown
     * @throws IllegalArgumentException if no schedule was measured; the message is one sentence
     */
    public RecordedTable(String name, TableHeader header, List<TableRow> rows) {
        this.name = name;
        this.header = header;
        this.rows = new LinkedHashMap<>();
        rows.forEach(row -> this.rows.put(row.schedule(), row));
        this.space = new KnobSpace(header.space(), this.rows::containsKey);
        this.size = (int) space.validPoints().count();
        this.best =
                costs().min()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The table " + name + " holds no measured schedule."));
    }

    @Override
    public String name() {
        return name;
    }

    /** What it is of. */
    public TableHeader header() {
        return header;
    }

    @Override
    public int size() {
        return size;
    }

    /** Median time of the fastest schedule, ns. */
    @Override
    public double best() {
        return best;
    }

    /** Its knobs. */
    @Override
    public KnobSpace space() {
        return space;
    }

    /** Median time of one run, ns. */
    @Override
    public OptionalDouble cost(Point point) {
        return nanos(space.schedule(point));
    }

    @Override
    public double seconds(Point point) {
        return UNSAID_SECONDS;
    }

    /** The default schedule where the table holds it, as in a live search. */
    @Override
    public Optional<Point> first() {
        return header.space()
                .defaultSchedule()
                .map(LegalSchedule::schedule)
                .filter(this::holds)
                .flatMap(space::pointOf);
    }

    /** Whether the schedule was recorded, however it ended. */
    public boolean holds(Schedule schedule) {
        return rows.containsKey(schedule);
    }

    /**
     * Median time of one run, ns; empty where the schedule failed.
     *
     * @throws IllegalArgumentException if the table does not hold it
     */
    public OptionalDouble nanos(Schedule schedule) {
        return row(schedule).nanos();
    }

    /**
     * How its trial ended.
     *
     * @throws IllegalArgumentException if the table does not hold it
     */
    public Outcome.Kind outcome(Schedule schedule) {
        return row(schedule).outcome();
    }

    private TableRow row(Schedule schedule) {
        TableRow row = rows.get(schedule);
        if (row == null) {
            throw new IllegalArgumentException(
                    "The table " + name + " does not hold " + schedule + ".");
        }
        return row;
    }
}
