package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.lanewise.tuner.measure.protocol.WorkerJvm;

/** Runs {@code lanewise} in a process of its own. */
final class CliProcess {
    private static final int LIMIT_SECONDS = 240;

    record Ended(int exit, String out, String err) {}

    private CliProcess() {}

    static Process start(Path folder, String... words) throws IOException {
        return builder(folder, List.of(), words).start();
    }

    /**
     * @param flags more flags for the JVM
     */
    static ProcessBuilder builder(Path folder, List<String> flags, String... words) {
        return builder(folder, flags, Main.class, words);
    }

    private static ProcessBuilder builder(
            Path folder, List<String> flags, Class<?> main, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                WorkerJvm.java(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                // Runs of tests do not wait for each other, nor for a user's.
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
    }

    static Ended run(Path folder, String... words) throws IOException, InterruptedException {
        return ended(folder, start(folder, words));
    }

    static Ended run(Path folder, List<String> flags, String... words)
            throws IOException, InterruptedException {
        return ended(folder, builder(folder, flags, words).start());
    }

    /** Several commands one after the other in one process; the first that fails is the last. */
    static Ended runAll(Path folder, List<String> flags, List<List<String>> commands)
            throws IOException, InterruptedException {
        String[] lines =
                commands.stream()
                        .map(words -> String.join(SeveralCommands.BETWEEN, words))
                        .toArray(String[]::new);
        return ended(folder, builder(folder, flags, SeveralCommands.class, lines).start());
    }

    /** Each argument is a command with its words. */
    static final class SeveralCommands {
        /** Words may have blanks in them, but are no two lines. */
        static final String BETWEEN = "\n";

        private SeveralCommands() {}

        public static void main(String[] commands) {
            Locale locale = Locale.getDefault();
            Locale shown = Locale.getDefault(Locale.Category.DISPLAY);
            Locale format = Locale.getDefault(Locale.Category.FORMAT);
            for (String command : commands) {
                // Each begins as the JVM did.
                Locale.setDefault(locale);
                Locale.setDefault(Locale.Category.DISPLAY, shown);
                Locale.setDefault(Locale.Category.FORMAT, format);
                int exit = Main.process(command.split(BETWEEN, -1));
                if (exit != 0) {
                    System.exit(exit);
                }
            }
        }
    }

    /** Waits for its end. */
    static Ended ended(Path folder, Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("lanewise did not end within " + LIMIT_SECONDS + " s");
        }
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }
}
