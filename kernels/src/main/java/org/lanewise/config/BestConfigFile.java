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
import java.util.OptionalDouble;
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
 *   "cache": "hot",                     "cold" if the caches were emptied before each timed run
 *   "peakGflops": 250.1,                FMA peak of one core
 *   "layers": [ {
 *     "layer": "blocks.0.0.conv_dw",    name in the suite
 *     "workload": "32x112x112_k3_s1_p1_nchw16c",        see Workload
 *     "best": "c512_b1_t4x3_chw_taps_held_raw",         see Schedule
 *     "bestTime": { "medianNs": ..., "lowNs": ..., "highNs": ... },
 *     "initial": "c512_b1_t4x4_chw_cols_reload_checked", the default schedule
 *     "initialTime": { ... },
 *     "tied": [ ... ],                  schedules that cannot be told apart from the best
 *     "bestModes": [ { "medianNs": ..., "jvms": 4 }, ... ], where JVMs disagree, see Mode
 *     "initialModes": [ ... ],
 *     "applicationRatio": 0.99          promised time by time in a plain application JVM
 *   } ]
 * }
 * }</pre>
 *
 * A file from before {@code cache} is read as hot; one without {@code tied} and what follows it
 * tells nothing of them.
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
            @Nullable String cache,
            double peakGflops,
            @Nullable List<Entry> layers) {}

    @Json
    record Entry(
            @Nullable String layer,
            @Nullable String workload,
            @Nullable String best,
            @Nullable Estimate bestTime,
            @Nullable String initial,
            @Nullable Estimate initialTime,
            @Nullable List<String> tied,
            @Nullable List<Mode> bestModes,
            @Nullable List<Mode> initialModes,
            @Nullable Double applicationRatio) {
        static Entry of(TunedLayer layer) {
            Evidence evidence = layer.evidence();
            OptionalDouble ratio = evidence.applicationRatio();
            return new Entry(
                    layer.layer(),
                    layer.workload().toString(),
                    layer.best().toString(),
                    layer.bestTime(),
                    layer.initial().toString(),
                    layer.initialTime(),
                    evidence.tied().stream().map(Schedule::toString).toList(),
                    evidence.bestModes(),
                    evidence.initialModes(),
                    ratio.isPresent() ? (Double) ratio.getAsDouble() : null);
        }

        TunedLayer layerOrThrow() {
            return new TunedLayer(
                    present("layer", layer),
                    Workload.parse(present("workload", workload)),
                    Schedule.parse(present("best", best)),
                    present("bestTime", bestTime),
                    Schedule.parse(present("initial", initial)),
                    present("initialTime", initialTime),
                    evidence());
        }

        private Evidence evidence() {
            return new Evidence(
                    absentIsEmpty(tied).stream().map(Schedule::parse).toList(),
                    absentIsEmpty(bestModes),
                    absentIsEmpty(initialModes),
                    applicationRatio == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(applicationRatio));
        }

        private static <T> List<T> absentIsEmpty(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    /** The file's content. */
    public static String print(BestConfig config) {
        List<Entry> entries = config.layers().stream().map(Entry::of).toList();
        Document document =
                new Document(
                        FORMAT,
                        config.suite(),
                        config.machine(),
                        config.cache().text(),
                        config.peakGflops(),
                        entries);
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
                present("layers", document.layers()).stream().map(Entry::layerOrThrow).toList();
        String cache = document.cache();
        return new BestConfig(
                present("machine", document.machine()),
                present("suite", document.suite()),
                cache == null ? CacheState.HOT : CacheState.parse(cache),
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
