package org.lanewise.tuner.measure;

import io.avaje.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.check.ConfigCheck;
import org.lanewise.check.LayerVerdict;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;

/** Runs a layer in the JVM of a plain application: the kernels jar, its JSON parser, its flags. */
public final class ApplicationJvm {
    private static final List<String> FLAGS =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

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
    }

    private ApplicationJvm() {}

    /**
     * Runs one layer of a kernel pack or best-configuration file, alone in a fresh JVM.
     *
     * @param number the layer's, counted from 0
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if no JVM can be started
     */
    public static Answer check(Path file, int number) throws InterruptedException {
        Process process = start(file, number);
        try {
            CompletableFuture<List<String>> output =
                    CompletableFuture.supplyAsync(() -> read(process));
            return answer(output.get());
        } catch (ExecutionException broken) {
            return new Answer.Failed("Its output could not be read: " + broken.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path file, int number) {
        List<String> command =
                Stream.of(
                                Stream.of(WorkerJvm.java()),
                                FLAGS.stream(),
                                Stream.of(
                                        "-cp",
                                        classPath(),
                                        ConfigCheck.class.getName(),
                                        file.toString(),
                                        String.valueOf(number)))
                        .flatMap(part -> part)
                        .toList();
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new MeasureException(
                    "The JVM of an application cannot be started: " + failed.getMessage(), failed);
        }
    }

    private static List<String> read(Process process) {
        return process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
    }

    private static Answer answer(List<String> lines) {
        if (!lines.isEmpty()) {
            try {
                return new Answer.Told(LayerVerdict.parse(lines.getLast()));
            } catch (IllegalArgumentException words) {
                // No verdict: what the JVM says instead is the answer.
                return new Answer.Failed(String.join(" | ", lines));
            }
        }
        return new Answer.Failed("The JVM of an application ended without a word.");
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
