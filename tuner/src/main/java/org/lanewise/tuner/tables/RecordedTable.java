package org.lanewise.tuner.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.search.KnobSpace;
import org.lanewise.tuner.space.Point;

/** A whole table in memory. Immutable and thread-safe. */
public final class RecordedTable implements Table {
    /**
     * What a trial takes on the machines recorded on, about: a table holds nothing but the kernels'
     * times.
     */
    private static final double SECONDS = 0.5;

    private final String name;
    private final TableHeader header;
    private final Map<Schedule, TableRow> rows;
    private final KnobSpace space;
    private final double best;

    /**
     * @param name by which it is shown
     * @throws IllegalArgumentException if no schedule was measured, or a legal one of the slice is
     *     missing; the message is one sentence
     */
    public RecordedTable(String name, TableHeader header, List<TableRow> rows) {
        this.name = name;
        this.header = header;
        this.rows = new LinkedHashMap<>();
        rows.forEach(row -> this.rows.put(row.schedule(), row));
        ScheduleSpace schedules = header.space();
        this.space = new KnobSpace(schedules);
        schedules
                .legal()
                .filter(legal -> !this.rows.containsKey(legal.schedule()))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException(
                            "The table "
                                    + name
                                    + " lacks "
                                    + missing.schedule()
                                    + ", which is legal in its slice; record it again.");
                });
        this.best =
                rows.stream()
                        .flatMapToDouble(row -> row.nanos().stream())
                        .min()
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
        return rows.size();
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
        return SECONDS;
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
        TableRow row = rows.get(schedule);
        if (row == null) {
            throw new IllegalArgumentException(
                    "The table " + name + " does not hold " + schedule + ".");
        }
        return row.nanos();
    }
}
