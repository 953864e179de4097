package org.lanewise.tuner.t4;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Trial;
import org.lanewise.files.WholeFile;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/** Writes T1 and T4 files. */
public final class T4Files {
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

    /**
     * Writes results; compressed if the file's name ends in {@code .gz}.
     *
     * @throws IOException if it cannot be written
     */
    public static void writeResults(Path file, Collection<Trial> trials) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed =
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
                Writer text =
                        new BufferedWriter(
                                new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            // Spelt as the community's own files spell it.
            text.write(
                    "{\"metadata\":{\"timeunit\":\"miliseconds\"},\"schema_version\":\"1.1.0\",");
            text.write("\"results\":[");
            String separator = "\n";
            for (Trial trial : trials) {
                text.write(separator);
                text.write(ResultJson.of(trial).line());
                separator = ",\n";
            }
            text.write("\n]}\n");
        }
    }
}
