package org.lanewise.tuner.measure.child;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The processes that this one has started and that may still run. They are killed when this one
 * ends in order, stopped ones too; where it is killed itself, they notice that it is gone.
 * Thread-safe.
 */
final class Children {
    private static final Set<Process> RUNNING = new HashSet<>();
    private static final Set<String> PASSWORDS = Set.of("PGPASSWORD", "PGPASSFILE");
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end, "end-children"));
    }

    private Children() {}

    /**
     * Starts a process.
     *
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this process is about to end
     */
    static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        synchronized (RUNNING) {
            goOn();
            // No child opens a database, and some run what others wrote.
            builder.environment().keySet().removeAll(PASSWORDS);
            RUNNING.removeIf(process -> !process.isAlive());
            Process process = builder.start();
            RUNNING.add(process);
            return process;
        }
    }

    private static void end() {
        synchronized (RUNNING) {
            ending = true;
            RUNNING.forEach(Process::destroyForcibly);
        }
    }

    /**
     * A child that died because this process ends tells nothing.
     *
     * @throws InterruptedException if this process is about to end
     */
    static void goOn() throws InterruptedException {
        synchronized (RUNNING) {
            if (ending) {
                throw new InterruptedException("this process is about to end");
            }
        }
    }
}
