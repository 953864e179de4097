package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;
import org.lanewise.host.Jvm;
import org.lanewise.host.Patience;

/**
 * Times a kernel against the scalar one on the same tensors, in turns, for long enough that the JIT
 * has compiled the scalar one. The processor's time counts, as {@link Patience} has it.
 */
final class ScalarRace {
    /** Longer than the steps in which some systems count. */
    private static final long TURN_NANOS = 20_000_000;

    /** Of kernels whose tasks are long: a turn is one task at the least. */
    private static final long RACE_NANOS = 1_000_000_000;

    /** Where other work leaves the JIT little of the processor, the scalar kernel waits for it. */
    private static final long LONGEST_NANOS = 3 * RACE_NANOS;

    /** What C2 gains on code of C1 is less. */
    private static final double CERTAINLY_FASTER = 0.1;

    private ScalarRace() {}

    /** How many times as long as the scalar kernel a kernel takes, each at its fastest. */
    static double ratio(Loaded kernel, Loaded scalar, MemorySegment input, MemorySegment output) {
        double nanos = Double.MAX_VALUE;
        double scalarNanos = Double.MAX_VALUE;
        long start = Jvm.processorNanos();
        long raced;
        do {
            scalarNanos = Math.min(scalarNanos, turn(scalar, input, output));
            nanos = Math.min(nanos, turn(kernel, input, output));
            raced = Jvm.processorNanos() - start;
        } while (raced < RACE_NANOS || (raced < LONGEST_NANOS && open(nanos / scalarNanos)));
        return nanos / scalarNanos;
    }

    /** Whether a scalar kernel that the JIT has yet to compile might win. */
    private static boolean open(double ratio) {
        return ratio <= 1 && ratio > CERTAINLY_FASTER;
    }

    /** Nanoseconds of a complete run, by as many of its tasks as there is time for. */
    private static double turn(Loaded kernel, MemorySegment input, MemorySegment output) {
        int tasks = kernel.kernel().kernel().tasks();
        long done = 0;
        long start = Jvm.processorNanos();
        long now;
        do {
            // As many again, so that asking for the time does not count.
            for (long i = Math.max(1, done); i > 0; i--) {
                kernel.run(input, output, (int) (done % tasks));
                done++;
            }
            now = Jvm.processorNanos();
        } while (now - start < TURN_NANOS);
        return (double) (now - start) / done * tasks;
    }
}
