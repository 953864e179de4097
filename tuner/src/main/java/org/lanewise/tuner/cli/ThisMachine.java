package org.lanewise.tuner.cli;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanewise.config.Machine;

/**
 * The question what machine this is, which takes the start of a JVM: whoever needs the answer does
 * something else meanwhile. Closed before there is one, it asks no further.
 */
final class ThisMachine implements AutoCloseable {
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("this-machine").factory());

    private final Future<Optional<Machine>> answer = asking.submit(MachineOptions::here);

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
