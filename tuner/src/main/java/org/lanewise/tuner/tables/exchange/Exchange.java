package org.lanewise.tuner.tables.exchange;

import io.avaje.json.mapper.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.lanewise.files.WholeFile;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.t4.T4Files;
import org.lanewise.tuner.tables.RecordedTable;

/**
 * Writes recorded tables for other tuners: a folder for each, with what the space is in T1 and what
 * was measured in T4. The rules of the space are not written as expressions: what T4 does not hold
 * breaks one.
 */
public final class Exchange {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double MILLIS = 1e-6;
    private static final String TIME = "time";

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
        WholeFile.write(
                own.resolve("T1.json"), MAPPER.toJson(t1(table)).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(MAPPER.toJson(t4(table)).getBytes(StandardCharsets.UTF_8));
        }
        WholeFile.write(own.resolve(table.name() + "_T4.json.gz"), zipped.toByteArray());
        return own;
    }

    private static Map<String, Object> t1(RecordedTable table) {
        return object(
                "General",
                object("BenchmarkName", table.name(), "OutputFormat", "JSON"),
                "ConfigurationSpace",
                object(
                        "TuningParameters",
                        table.space().parameters().stream().map(Exchange::parameter).toList(),
                        "Conditions",
                        List.of()),
                "KernelSpecification",
                object(
                        "Language",
                        "Java",
                        "KernelName",
                        table.header().workload().toString(),
                        "Device",
                        table.header().machine().cpu()));
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        String values =
                parameter.values().stream()
                        .map(value -> parameter.numeric() ? value : "'" + value + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
        return object(
                "Name",
                parameter.name(),
                "Type",
                parameter.numeric() ? "int" : "string",
                "Values",
                values);
    }

    private static Map<String, Object> t4(RecordedTable table) {
        return object(
                "metadata",
                object(
                        "timeunit",
                        T4Files.TIME_UNIT,
                        "kernel",
                        table.header().workload().toString(),
                        "device",
                        table.header().machine().cpu()),
                "schema_version",
                T4Files.SCHEMA_VERSION,
                "results",
                table.space().validPoints().map(point -> result(table, point)).toList());
    }

    private static Map<String, Object> result(RecordedTable table, Point point) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        List<Parameter> parameters = table.space().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            String value = parameters.get(i).values().get(point.at(i));
            configuration.put(
                    parameters.get(i).name(),
                    parameters.get(i).numeric() ? Long.valueOf(value) : value);
        }
        OptionalDouble nanos = table.cost(point);
        List<Object> runs = nanos.stream().mapToObj(time -> (Object) (time * MILLIS)).toList();
        return object(
                "configuration",
                configuration,
                "times",
                object("runtimes", runs),
                "invalidity",
                T4Files.invalidity(table.outcome(table.space().schedule(point))),
                "correctness",
                nanos.isPresent() ? 1 : 0,
                "measurements",
                runs.stream().map(run -> object("name", TIME, "value", run, "unit", "ms")).toList(),
                "objectives",
                List.of(TIME));
    }

    /** Names and values by turns. */
    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
