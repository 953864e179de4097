package org.lanewise.tuner.cli;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanewise.config.Machine;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.workload.Layout;

/**
 * The question what machine this is, which takes the start of a JVM: whoever needs the answer does
 * something else meanwhile. Closed before there is one, it asks no further.
 */
final class ThisMachine implements AutoCloseable {
    private static boolean asked;
    private static Optional<Machine> known = Optional.empty();

    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("this-machine").factory());

    private final Future<Optional<Machine>> answer = asking.submit(ThisMachine::here);

    /** What machine this is, asked once even if no worker can tell; empty then. */
    static synchronized Optional<Machine> here() throws InterruptedException {
        if (!asked) {
            known = ask();
            asked = true;
        }
        return known;
    }

    private static Optional<Machine> ask() throws InterruptedException {
        try (Screening screening = new Screening()) {
            return Optional.of(screening.machine());
        } catch (MeasureException unable) {
            return Optional.empty();
        }
    }

    /** The layout whose blocks of channels are as wide as the vectors of this machine. */
    static Layout blocks() {
        try {
            return Layout.blockedFor(here().map(Machine::vectorBits).orElse(0));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "stopped before it was known what machine this is", ending);
        }
    }

    /**
     * Waits for the answer; empty if no worker can tell.
     *
     * @throws InterruptedException if the caller was asked to stop, or this process is about to end
     */
    Optional<Machine> answer() throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case InterruptedException ending -> throw ending;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
        asking.close();
    }
}
