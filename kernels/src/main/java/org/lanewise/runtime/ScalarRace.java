package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;

/** Times a kernel against the scalar one on the same tensors, in turns. */
final class ScalarRace {
    /** So short that on a busy machine some turns are left alone. */
    private static final long TURN_NANOS = 5_000_000;

    private static final int TURNS = 40;

    /** Of kernels whose tasks are long: a turn is one task at the least. */
    private static final long LIMIT_NANOS = 1_000_000_000;

    private ScalarRace() {}

    /** How many times as long as the scalar kernel a kernel takes, each at its fastest. */
    static double ratio(Loaded kernel, Loaded scalar, MemorySegment input, MemorySegment output) {
        double nanos = Double.MAX_VALUE;
        double scalarNanos = Double.MAX_VALUE;
        long end = System.nanoTime() + LIMIT_NANOS;
        for (int i = 0; i == 0 || (i < TURNS && System.nanoTime() < end); i++) {
            scalarNanos = Math.min(scalarNanos, turn(scalar, input, output));
            nanos = Math.min(nanos, turn(kernel, input, output));
        }
        return nanos / scalarNanos;
    }

    /** Nanoseconds of a complete run, by as many of its tasks as there is time for. */
    private static double turn(Loaded kernel, MemorySegment input, MemorySegment output) {
        int tasks = kernel.kernel().kernel().tasks();
        int done = 0;
        long start = System.nanoTime();
        long now;
        do {
            int task = done % tasks;
            kernel.run(input, output, task);
            done++;
            now = System.nanoTime();
        } while (now - start < TURN_NANOS);
        return (double) (now - start) / done * tasks;
    }
}
