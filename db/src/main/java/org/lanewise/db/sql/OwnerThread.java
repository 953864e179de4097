package org.lanewise.db.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches the database. An interrupt closes the file channel under the thread
 * it hits, and H2 then closes the whole database; callers may be interrupted, this thread never is.
 * One thread also makes H2's commits strictly serial.
 *
 * <p>Thread-safe. The thread is a daemon, so that a forgotten database does not keep the JVM alive.
 */
final class OwnerThread {
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("lanewise-db").factory());

    /** The work that ended this thread, once there is one. */
    private @Nullable CompletableFuture<Void> ending;

    /**
     * Does the work on this thread and waits for it, interrupted or not; the caller's interrupt
     * flag stays as it is.
     *
     * @throws CompletionException with the cause, if the work failed
     * @throws java.util.concurrent.RejectedExecutionException after {@link #end}
     */
    <T> T call(Supplier<T> work) {
        return submit(work).join();
    }

    /** Not between the last work and the shutdown: it would be done after the last. */
    private synchronized <T> CompletableFuture<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    /**
     * Does the first such work after all other work, ends the thread and waits for it.
     *
     * @throws CompletionException with the cause, if the work failed
     */
    void end(Runnable last) {
        endingWith(last).join();
    }

    private synchronized CompletableFuture<Void> endingWith(Runnable last) {
        if (ending == null) {
            ending = CompletableFuture.runAsync(last, executor);
            executor.shutdown();
        }
        return ending;
    }
}
