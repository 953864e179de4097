package org.lanewise.testkit;

import java.time.Duration;
import org.lanewise.runtime.WarmUp;

/** What code allocates once the JIT is done with it. */
public final class SteadyState {
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int RUNS = 1000;

    private SteadyState() {}

    /**
     * Bytes that a thousand runs allocate, 0 as soon as that many allocated nothing. The JIT
     * compiles in the background, and only C2 leaves short-lived objects out, so the first thousand
     * may allocate; what still does so after a minute always will.
     */
    public static long bytes(Runnable work) {
        Runnable runs =
                () -> {
                    for (int i = 0; i < RUNS; i++) {
                        work.run();
                    }
                };
        long start = System.nanoTime();
        long bytes = WarmUp.allocatedBy(runs);
        while (bytes > 0 && System.nanoTime() - start < LIMIT_NANOS) {
            bytes = WarmUp.allocatedBy(runs);
        }
        return bytes;
    }
}
