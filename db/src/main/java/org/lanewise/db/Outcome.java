package org.lanewise.db;

import java.util.List;
import org.lanewise.config.Estimate;

/**
 * What became of one candidate. Every outcome is recorded, the failures too: they tell the search
 * where not to look.
 */
public sealed interface Outcome {
    /**
     * The kernel was right and was timed.
     *
     * @param time the estimate made from the samples
     * @param samplesNs mean nanoseconds a run, one for each measured iteration, in order
     * @param warmUpMs milliseconds from the kernel's first call until it ran compiled code
     *     throughout
     */
    record Measured(Estimate time, List<Double> samplesNs, double warmUpMs) implements Outcome {
        /** Keeps an unmodifiable copy. */
        public Measured {
            samplesNs = List.copyOf(samplesNs);
        }
    }

    /**
     * The generated source did not compile.
     *
     * @param message what javac said, with the source line
     */
    record CompileFailed(String message) implements Outcome {}

    /**
     * The kernel computed something else than the reference.
     *
     * @param message the first element beyond the bound
     */
    record WrongResult(String message) implements Outcome {}

    /**
     * The JIT left the kernel in slow code or boxed its vectors, so its time would say nothing of
     * the schedule.
     *
     * @param bytesPerCall bytes allocated by one run, which is 0 for a properly compiled kernel
     * @param message what the JIT did instead, empty if that is not known
     */
    record NotIntrinsified(long bytesPerCall, String message) implements Outcome {
        /** One of which no more is known. */
        public NotIntrinsified(long bytesPerCall) {
            this(bytesPerCall, "");
        }
    }

    /**
     * The candidate did not finish in time.
     *
     * @param limitMs the limit in milliseconds
     */
    record TimedOut(long limitMs) implements Outcome {}

    /**
     * The worker JVM ended.
     *
     * @param message its exit code and last words
     */
    record WorkerDied(String message) implements Outcome {}
}
