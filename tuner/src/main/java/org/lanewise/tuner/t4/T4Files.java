package org.lanewise.tuner.t4;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.files.WholeFile;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/** Writes T1 and T4 files. */
public final class T4Files {
    /** What T4 files say of themselves. */
    public static final String SCHEMA_VERSION = "1.1.0";

    /** Of all times in T4 files, spelt as the community's own files spell it. */
    public static final String TIME_UNIT = "miliseconds";

    private T4Files() {}

    /**
     * What a search believes of each schedule of one workload: the last screening with hot caches.
     *
     * @param trials of one workload on one machine, in the order of recording
     */
    public static List<Trial> screened(List<Trial> trials) {
        Map<Schedule, Trial> last = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> trial.stage().screening() && trial.cache() == CacheState.HOT)
                .forEach(trial -> last.put(trial.schedule(), trial));
        return List.copyOf(last.values());
    }

    /**
     * Writes a search space, all of it or nothing.
     *
     * @param measured schedules that have results
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public static void writeSpace(
            Path file, Workload workload, Machine machine, Collection<Schedule> measured)
            throws IOException {
        WholeFile.write(
                file,
                SpaceJson.of(ScheduleSpace.of(workload, machine.target()), measured).pretty());
    }

    /** How a trial ended, in T4's words. */
    public static String invalidity(Outcome.Kind kind) {
        return switch (kind) {
            case MEASURED -> "correct";
            case COMPILE_FAILED -> "compile";
            case WRONG_RESULT -> "correctness";
            case NOT_INTRINSIFIED, WORKER_DIED -> "runtime";
            case TIMED_OUT -> "timeout";
        };
    }

    /**
     * Writes results, all of them or nothing; compressed if the file's name ends in {@code .gz}.
     *
     * @throws IOException if it cannot be written
     */
    public static void writeResults(Path file, Collection<Trial> trials) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream packed =
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(whole) : whole;
                Writer text =
                        new BufferedWriter(
                                new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            text.write("{\"metadata\":{\"timeunit\":\"" + TIME_UNIT + "\"},");
            text.write("\"schema_version\":\"" + SCHEMA_VERSION + "\",");
            text.write("\"results\":[");
            String separator = "\n";
            for (Trial trial : trials) {
                text.write(separator);
                text.write(ResultJson.of(trial).line());
                separator = ",\n";
            }
            text.write("\n]}\n");
        }
        WholeFile.write(file, whole.toByteArray());
    }
}
