package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

    /** The process that this JVM has started with this main class, as soon as there is one. */
    public static long childOf(Class<?> main) throws InterruptedException {
        assertThat(within(Duration.ofSeconds(20), () -> child(main).isPresent())).isTrue();
        return child(main).orElseThrow().pid();
    }

    private static Optional<ProcessHandle> child(Class<?> main) {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains(main.getName()))
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
            Thread.sleep(POLL_MS);
        }
        return true;
    }
}
