package org.lanewise.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lanewise.LanewiseException;
import org.lanewise.files.OneLine;
import org.lanewise.files.WholeFile;
import org.lanewise.json.JsonObject;

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
 *     "initial": "c512_b1_t1x6_cwh_slide_held_raw",     the default schedule
 *     "initialTime": { ... },
 *     "tied": [ ... ],                  schedules that cannot be told apart from the best
 *     "tiedTimes": [ { "schedule": ..., "medianNs": ..., "lowNs": ..., "highNs": ..., "forks": 5 }, ... ]
 *     "bestModes": [ { "medianNs": ..., "jvms": 4 }, ... ], where JVMs disagree, see Mode
 *     "initialModes": [ ... ],
 *     "applicationRatio": 0.99,         promised time by time in a plain application JVM
 *     "forks": 5                        fresh JVMs behind bestTime; 0: not confirmed in any
 *   } ]
 * }
 * }</pre>
 *
 * A file from before {@code cache} is read as hot; one without {@code tied} and what follows it
 * tells nothing of them. A byte-order mark before the first brace is passed over.
 */
public final class BestConfigFile {
    /** The format this version writes and the newest it reads. */
    public static final int FORMAT = 1;

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private BestConfigFile() {}

    /** The file's content. */
    public static String print(BestConfig config) {
        return ConfigJson.of(config).pretty();
    }

    /**
     * Writes a file, all of it or nothing.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public static void write(Path file, BestConfig config) throws IOException {
        WholeFile.write(file, print(config));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is no such file, or has a newer format; the message
     *     is one sentence
     */
    public static BestConfig read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return parse(
                    file.toString(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
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
        try {
            JsonObject document = JsonObject.parse(json);
            checkFormat(file, document.small("format"));
            return ConfigJson.config(document);
        } catch (IllegalArgumentException | LanewiseException other) {
            throw new IOException(
                    file
                            + " is not a best-configuration file: "
                            + OneLine.of(String.valueOf(other.getMessage())),
                    other);
        }
    }

    private static void checkFormat(String file, int format) throws IOException {
        if (format > FORMAT) {
            throw new IOException(
                    file
                            + " has format "
                            + format
                            + " but this Lanewise reads up to "
                            + FORMAT
                            + "; update Lanewise.");
        }
    }
}
