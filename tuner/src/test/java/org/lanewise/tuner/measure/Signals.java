package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Real signals to real processes, and waiting for what comes of them. */
public final class Signals {
    private static final long POLL_MS = 20;

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name such as {@code STOP}
     */
    public static void send(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).as("kill -%s %d", name, pid).isZero();
    }

    /** Stops a process, and waits until none of its threads runs any more. */
    public static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
        assertThat(within(Duration.ofSeconds(20), () -> stopped(pid))).as("stops").isTrue();
    }

    /** By what Linux says of its threads; elsewhere nobody tells. */
    private static boolean stopped(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // The name before it is in brackets and may hold anything.
                if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
                    return false;
                }
            }
            return true;
        } catch (IOException untold) {
            return !Files.exists(tasks);
        }
    }

    /** The process that this JVM has started with this main class, as soon as there is one. */
    public static long childOf(Class<?> main) throws InterruptedException {
        return childOf(main, "");
    }

    /** The same with a word on its command line that tells it from those of other tests. */
    public static long childOf(Class<?> main, String word) throws InterruptedException {
        assertThat(within(Duration.ofSeconds(20), () -> child(main, word).isPresent())).isTrue();
        return child(main, word).orElseThrow().pid();
    }

    private static Optional<ProcessHandle> child(Class<?> main, String word) {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains(main.getName()))
                .filter(child -> child.info().commandLine().orElse("").contains(word))
                .findAny();
    }

    /** Whether a process is gone, or goes within the time. */
    public static boolean goes(long pid, Duration limit) throws InterruptedException {
        return within(limit, () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static boolean within(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            // Nobody tells when another process stops, or one that it has started.
            Thread.sleep(POLL_MS);
        }
        return true;
    }
}
