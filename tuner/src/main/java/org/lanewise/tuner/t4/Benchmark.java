package org.lanewise.tuner.t4;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Trial;
import org.lanewise.files.WholeFile;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * What was measured of one workload on one machine, to be written as a T1 and a T4 file.
 *
 * @param name what readers call it
 * @param machine where
 * @param space what could be measured, and of what workload
 * @param knobs those that are parameters; the others have the same value throughout
 * @param results what was, each schedule once
 */
public record Benchmark(
        String name,
        Machine machine,
        ScheduleSpace space,
        List<Knob<?>> knobs,
        List<Result> results) {
    /** What T4 files say of themselves. */
    private static final String SCHEMA_VERSION = "1.1.0";

    /** Of all times in T4 files, spelt as the community's own files spell it. */
    private static final String TIME_UNIT = "miliseconds";

    /** Keeps unmodifiable copies. */
    public Benchmark {
        knobs = List.copyOf(knobs);
        results = List.copyOf(results);
    }

    /**
     * What a search believes of each schedule of one workload: the last screening with hot caches.
     *
     * @param trials of the workload on the machine, in the order of recording
     */
    public static Benchmark of(Workload workload, Machine machine, List<Trial> trials) {
        Map<Schedule, Trial> last = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> trial.stage().screening() && trial.cache() == CacheState.HOT)
                .forEach(trial -> last.put(trial.schedule(), trial));
        return new Benchmark(
                "lanewise " + workload,
                machine,
                ScheduleSpace.of(workload, machine.target()),
                Knobs.KNOBS,
                last.values().stream().map(Result::of).toList());
    }

    /**
     * Writes the search space as T1, all of it or nothing.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public void writeSpace(Path file) throws IOException {
        WholeFile.write(file, SpaceJson.of(this).pretty());
    }

    /**
     * Writes the results as T4, all of them or nothing; compressed if the file's name ends in
     * {@code .gz}.
     *
     * @throws IOException if they cannot be written; the message is one sentence
     */
    public void writeResults(Path file) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream packed =
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(whole) : whole;
                Writer text =
                        new BufferedWriter(
                                new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            text.write("{\"metadata\":" + metadata().line() + ",");
            text.write("\"schema_version\":\"" + SCHEMA_VERSION + "\",");
            text.write("\"results\":[");
            String separator = "\n";
            for (Result result : results) {
                text.write(separator);
                text.write(ResultJson.of(result, knobs).line());
                separator = ",\n";
            }
            text.write("\n]}\n");
        }
        WholeFile.write(file, whole.toByteArray());
    }

    private JsonObject metadata() {
        return new JsonObject()
                .with("timeunit", TIME_UNIT)
                .with("kernel", space.workload().toString())
                .with("device", machine.cpu());
    }
}
