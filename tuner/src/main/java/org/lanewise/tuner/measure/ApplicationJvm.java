package org.lanewise.tuner.measure;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    private ApplicationJvm() {}

    /**
     * Runs one layer of a kernel pack or best-configuration file, alone in a fresh JVM. What that
     * JVM complains of goes to this process's standard error.
     *
     * @param number the layer's, counted from 0
     * @return empty if the JVM gave no verdict
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if no JVM can be started
     */
    public static Optional<LayerVerdict> check(Path file, int number) throws InterruptedException {
        Process process = start(file, number);
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            return verdict(output.get());
        } catch (ExecutionException broken) {
            return Optional.empty();
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
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failed) {
            throw new MeasureException(
                    "The JVM of an application cannot be started: " + failed.getMessage(), failed);
        }
    }

    private static String read(Process process) {
        return process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.joining("\n"));
    }

    private static Optional<LayerVerdict> verdict(String output) {
        try {
            return output.isBlank() ? Optional.empty() : Optional.of(LayerVerdict.parse(output));
        } catch (JsonException garbled) {
            return Optional.empty();
        }
    }

    /** The kernels jar and its JSON parser: all that an application needs. */
    private static String classPath() {
        return Stream.of(ConfigCheck.class, Jsonb.class, JsonReader.class)
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
