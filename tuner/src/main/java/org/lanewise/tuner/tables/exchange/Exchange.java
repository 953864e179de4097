package org.lanewise.tuner.tables.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.t4.Benchmark;
import org.lanewise.tuner.t4.Result;
import org.lanewise.tuner.tables.RecordedTable;

/** Writes recorded tables for other tuners: a folder for each, with a T1 and a T4 file. */
public final class Exchange {
    private Exchange() {}

    /**
     * Writes {@code T1.json} and {@code NAME_T4.json.gz} into a folder of the table's name.
     *
     * @param folder made where it is not there
     * @return the folder of the table
     * @throws IOException if they cannot be written; the message is one sentence
     */
    public static Path write(RecordedTable table, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(table.name()));
        Benchmark benchmark =
                new Benchmark(
                        table.name(),
                        table.header().machine(),
                        table.header().space(),
                        knobs(table),
                        table.space()
                                .validPoints()
                                .map(point -> result(table, table.space().schedule(point)))
                                .toList());
        benchmark.writeSpace(own.resolve("T1.json"));
        benchmark.writeResults(own.resolve(table.name() + "_T4.json.gz"));
        return own;
    }

    /** Those that vary in the table. */
    private static List<Knob<?>> knobs(RecordedTable table) {
        Set<String> names =
                table.space().parameters().stream()
                        .map(Parameter::name)
                        .collect(Collectors.toSet());
        return Knobs.KNOBS.stream().filter(knob -> names.contains(knob.name())).toList();
    }

    private static Result result(RecordedTable table, Schedule schedule) {
        return Result.of(schedule, table.outcome(schedule), table.nanos(schedule));
    }
}
