package org.lanewise.config;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Writes and reads the best-configuration file, JSON in UTF-8 for people and programs:
 *
 * <pre>{@code
 * {
 *   "format": 1,                        what this page describes
 *   "suite": "mobilenet_v1",            what was tuned
 *   "machine": { "cpu": ..., "jdk": ... }   where, see Machine
 *   "peakGflops": 250.1,                FMA peak of one core
 *   "layers": [ {
 *     "layer": "blocks.0.0.conv_dw",    name in the suite
 *     "workload": "32x112x112_k3_s1_p1_nchw16c",        see Workload
 *     "best": "c512_b1_t4x3_chw_taps_held_raw",         see Schedule
 *     "bestTime": { "medianNs": ..., "lowNs": ..., "highNs": ... },
 *     "initial": "c512_b1_t4x4_chw_cols_reload_checked", the default schedule
 *     "initialTime": { ... }
 *   } ]
 * }
 * }</pre>
 */
public final class BestConfigFile {
    /** The format this version writes and the newest it reads. */
    public static final int FORMAT = 1;

    private BestConfigFile() {}

    @Json
    record Document(
            int format,
            @Nullable String suite,
            @Nullable Machine machine,
            double peakGflops,
            @Nullable List<Entry> layers) {}

    @Json
    record Entry(
            @Nullable String layer,
            @Nullable String workload,
            @Nullable String best,
            @Nullable Estimate bestTime,
            @Nullable String initial,
            @Nullable Estimate initialTime) {}

    /** The file's content. */
    public static String print(BestConfig config) {
        List<Entry> entries =
                config.layers().stream()
                        .map(layer ->
                                new Entry(
                                        layer.layer(),
                                        layer.workload().toString(),
                                        layer.best().toString(),
                                        layer.bestTime(),
                                        layer.initial().toString(),
                                        layer.initialTime()))
                        .toList();
        Document document =
                new Document(
                        FORMAT, config.suite(), config.machine(), config.peakGflops(), entries);
        return Jsonb.builder().build().type(Document.class).toJsonPretty(document) + "\n";
    }

    /**
     * Writes a file, all of it or nothing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, BestConfig config) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is a folder");
        }
        Files.createDirectories(folder);
        // A temporary file would keep its owner-only permissions.
        Path part = folder.resolve("." + absolute.getFileName() + ".part");
        try {
            Files.writeString(part, print(config));
            Files.move(
                    part,
                    absolute,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is no such file, or has a newer format; the message
     *     is one sentence
     */
    public static BestConfig read(Path file) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (CharacterCodingException binary) {
            throw new IOException(
                    file + " is not a best-configuration file: it is not text.", binary);
        }
    }

    /**
     * Reads a file's content.
     *
     * @param file what the content came from, for messages
     * @throws IOException as {@link #read} does
     */
    public static BestConfig parse(String file, String json) throws IOException {
        Document document;
        try {
            document = Jsonb.builder().build().type(Document.class).fromJson(json);
        } catch (JsonException | IllegalArgumentException | NullPointerException malformed) {
            // The last two come out of the records' own checks.
            throw new IOException(
                    file + " is not a best-configuration file: it is not the JSON one holds.",
                    malformed);
        }
        if (document.format() > FORMAT) {
            throw new IOException(
                    file
                            + " has format "
                            + document.format()
                            + " but this Lanewise reads up to "
                            + FORMAT
                            + "; update Lanewise.");
        }
        try {
            return config(document);
        } catch (IllegalArgumentException incomplete) {
            throw new IOException(
                    file + " is not a best-configuration file: " + incomplete.getMessage(),
                    incomplete);
        }
    }

    private static BestConfig config(Document document) {
        List<TunedLayer> layers =
                present("layers", document.layers()).stream()
                        .map(entry ->
                                new TunedLayer(
                                        present("layer", entry.layer()),
                                        Workload.parse(present("workload", entry.workload())),
                                        Schedule.parse(present("best", entry.best())),
                                        present("bestTime", entry.bestTime()),
                                        Schedule.parse(present("initial", entry.initial())),
                                        present("initialTime", entry.initialTime())))
                        .toList();
        return new BestConfig(
                present("machine", document.machine()),
                present("suite", document.suite()),
                document.peakGflops(),
                layers);
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("it lacks \"" + name + "\".");
        }
        return value;
    }
}
