package org.lanewise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java process with this one's class path, for what would take the tests' own JVM down. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * How it ended.
     *
     * @param exitCode 0 for success
     * @param output what it wrote to its standard output and error
     */
    public record Result(int exitCode, String output) {}

    /** Longer than any takes on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** An argument that takes native access away from the JVM, which otherwise has it. */
    public static final String NO_NATIVE_ACCESS = "--illegal-native-access=deny";

    /** Runs a main class to its end. */
    public static Result run(
            List<String> jvmArguments,
            Map<String, String> environment,
            Class<?> main,
            String... arguments) {
        List<String> flags = new ArrayList<>();
        flags.add("--add-modules=jdk.incubator.vector");
        flags.addAll(jvmArguments);
        return run(flags, environment, main, List.of(arguments));
    }

    /** The same without the Vector API. */
    public static Result runWithoutVectors(
            List<String> jvmArguments, Class<?> main, String... arguments) {
        return run(jvmArguments, Map.of(), main, List.of(arguments));
    }

    private static Result run(
            List<String> jvmArguments,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!jvmArguments.contains(NO_NATIVE_ACCESS)) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(
                List.of(
                        "-XX:ErrorFile=/dev/stdout",
                        "-XX:-CreateCoredumpOnCrash",
                        "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(jvmArguments);
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> endAfter(LIMIT, process));
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One that hangs ends with a signal, and so with another code than 0. */
    private static void endAfter(Duration limit, Process process) {
        try {
            if (!process.waitFor(limit)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
