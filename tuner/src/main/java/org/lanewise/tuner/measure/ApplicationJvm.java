package org.lanewise.tuner.measure;

import io.avaje.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.check.ApplicationView;
import org.lanewise.check.ConfigCheck;
import org.lanewise.check.LayerVerdict;
import org.lanewise.tuner.measure.child.ChildProcess;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.workload.Workload;

/** Runs a layer in the JVM of a plain application: the kernels jar, its JSON parser, its flags. */
public final class ApplicationJvm {
    private static final List<String> FLAGS =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    /** A start, a warm-up and some samples, on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A start and, where a pack lacks them, some dozen kernels to compile. */
    private static final Duration VIEW_LIMIT = Duration.ofMinutes(2);

    /** Complete runs: until it is ready, one that is checked, and at least one a sample. */
    private static final int RUNS = 30;

    /** What came of it. */
    public sealed interface Answer {
        /** The layer ran. */
        record Told(LayerVerdict verdict) implements Answer {}

        /**
         * It did not.
         *
         * @param words what the JVM said instead
         */
        record Failed(String words) implements Answer {}

        /** The JVM neither told nor ended. */
        record Silent(Duration limit) implements Answer {}
    }

    private ApplicationJvm() {}

    /**
     * Runs one layer of a kernel pack or best-configuration file, alone in a fresh JVM.
     *
     * @param number the layer's, counted from 0
     * @param workload what it computes
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if no JVM can be started
     */
    public static Answer check(Path file, int number, Workload workload)
            throws InterruptedException {
        return check(file, number, workload, LIMIT);
    }

    /**
     * The same with less patience.
     *
     * @param patience to wait no longer than this, and what the workload's size asks for, where
     *     less than usual is left
     */
    public static Answer check(Path file, int number, Workload workload, Duration patience)
            throws InterruptedException {
        return check(
                file,
                number,
                Map.of(),
                TimeLimit.runs(TimeLimit.shorter(LIMIT, patience), workload, RUNS));
    }

    static Answer check(Path file, int number, Map<String, String> environment, Duration limit)
            throws InterruptedException {
        try {
            Path verdict = Files.createTempFile("lanewise-verdict", ".json");
            try (ChildProcess process =
                    ChildProcess.start(
                            command(
                                    List.of(),
                                    ConfigCheck.class,
                                    file.toString(),
                                    String.valueOf(number),
                                    verdict.toString()),
                            environment)) {
                return process.ended(limit)
                        ? answer(Files.readString(verdict), process)
                        : new Answer.Silent(limit);
            } finally {
                Files.deleteIfExists(verdict);
            }
        } catch (IOException full) {
            throw new MeasureException(
                    "What an application tells cannot be kept: " + full.getMessage(), full);
        }
    }

    /**
     * What an application's JVM gets of a kernel pack or best-configuration file, as {@link
     * ApplicationView} says it; no layer is run.
     *
     * @param flags of the JVM, besides those that every application needs
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if the JVM cannot be started, or tells nothing; the message is what
     *     it said instead
     */
    public static String view(Path file, List<String> flags) throws InterruptedException {
        try {
            Path view = Files.createTempFile("lanewise-view", ".txt");
            List<String> command =
                    command(flags, ApplicationView.class, file.toString(), view.toString());
            try (ChildProcess process = ChildProcess.start(command, Map.of())) {
                if (!process.ended(VIEW_LIMIT)) {
                    throw new MeasureException(
                            "The JVM of an application did not end within "
                                    + VIEW_LIMIT.toSeconds()
                                    + " seconds.");
                }
                String text = Files.readString(view);
                if (text.isEmpty()) {
                    throw new MeasureException(words(process));
                }
                return text;
            } finally {
                Files.deleteIfExists(view);
            }
        } catch (IOException full) {
            throw new MeasureException(
                    "What an application tells cannot be kept: " + full.getMessage(), full);
        }
    }

    private static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(WorkerJvm.java()));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Answer answer(String verdict, ChildProcess process) throws InterruptedException {
        if (!verdict.isEmpty()) {
            return new Answer.Told(LayerVerdict.parse(verdict));
        }
        return new Answer.Failed(words(process));
    }

    private static String words(ChildProcess process) throws InterruptedException {
        String words = process.lastWords();
        return words.isEmpty() ? "The JVM of an application ended without a word." : words;
    }

    /** The kernels jar and its JSON parser: all that an application needs. */
    private static String classPath() {
        return Stream.of(ConfigCheck.class, JsonReader.class)
                .map(ApplicationJvm::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
