package org.lanewise.tuner.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lanewise.schedule.Schedule;

/** A whole table in memory. Immutable and thread-safe. */
public final class RecordedTable {
    private final String name;
    private final TableHeader header;
    private final Map<Schedule, TableRow> rows;
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
        header.space()
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

    /** By which it is shown. */
    public String name() {
        return name;
    }

    /** What it is of. */
    public TableHeader header() {
        return header;
    }

    /** Number of schedules. */
    public int size() {
        return rows.size();
    }

    /** Median time of the fastest schedule, ns. */
    public double best() {
        return best;
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
