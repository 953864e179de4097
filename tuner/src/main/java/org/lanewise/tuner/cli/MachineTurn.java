package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import org.lanewise.tuner.measure.MachineLock;

/** The machine for a command that times something: a tune beside it would be timed as well. */
final class MachineTurn {
    private MachineTurn() {}

    /**
     * Waits until nobody else measures.
     *
     * @param purpose what this process is about to do, told to those that wait for it
     * @param err told who is waited for
     * @throws InterruptedException if the user asked to stop
     */
    static MachineLock take(String purpose, PrintWriter err) throws InterruptedException {
        return MachineLock.take(
                purpose,
                holder -> {
                    err.println("Waiting: " + holder + " is measuring on this machine");
                    err.flush();
                });
    }
}
