package org.lanewise.db;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lanewise.config.Estimate;

/**
 * What became of one candidate. Every outcome is recorded, the failures too: they tell the search
 * where not to look.
 */
public sealed interface Outcome {
    /** The ways a trial can end. Databases keep these names, recorded tables keep the labels. */
    enum Kind {
        MEASURED("Measured", "The kernel gave the right result and was timed."),
        COMPILE_FAILED(
                "CompileFailed",
                "The Java compiler refused the generated source: a fault of the generator."),
        WRONG_RESULT(
                "WrongResult",
                "The kernel computed something else than the plain reference, so it was not timed."),
        NOT_INTRINSIFIED(
                "NotIntrinsified",
                "The JVM did not turn the vector operations into vector instructions, so a time would say nothing of the"
                        + " schedule."),
        TIMED_OUT("TimedOut", "The kernel did not finish within the time allowed for one trial."),
        WORKER_DIED(
                "WorkerDied",
                "The process that ran the kernel ended; the search went on in a new one.");

        private final String label;
        private final String meaning;

        Kind(String label, String meaning) {
            this.label = label;
            this.meaning = meaning;
        }

        /** The name for people: that of the outcome's type. */
        public String label() {
            return label;
        }

        /** One sentence that says what happened. */
        public String meaning() {
            return meaning;
        }
    }

    /** Which of the ways it ended. */
    Kind kind();

    /**
     * Whether no look-up may choose the kernel any more, on whatever machine it came to this: what
     * ends a JVM or computes something wrong in one place may do so in any. A process that was
     * killed from outside, or said why it stopped, tells nothing of the kernel.
     */
    default boolean condemns() {
        return switch (this) {
            case WrongResult wrong -> true;
            case WorkerDied died -> died.crashed();
            case Measured _, CompileFailed _, NotIntrinsified _, TimedOut _ -> false;
        };
    }

    /**
     * What is known of this one trial: what another program said, which can be long, or a sentence.
     */
    String words();

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

        @Override
        public Kind kind() {
            return Kind.MEASURED;
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "One run took %.1f ns.", time.medianNs());
        }
    }

    /**
     * The generated source did not compile.
     *
     * @param message what javac said, with the source line
     */
    record CompileFailed(String message) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.COMPILE_FAILED;
        }

        @Override
        public String words() {
            return message;
        }
    }

    /**
     * The kernel computed something else than the reference.
     *
     * @param message the first element beyond the bound
     */
    record WrongResult(String message) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.WRONG_RESULT;
        }

        @Override
        public String words() {
            return message;
        }
    }

    /**
     * The JIT left the kernel in slow code or boxed its vectors, so its time would say nothing of
     * the schedule.
     *
     * @param bytesPerCall bytes allocated by one run, which is 0 for a properly compiled kernel
     * @param message what the JIT did instead, empty if that is not known
     */
    record NotIntrinsified(long bytesPerCall, String message) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.NOT_INTRINSIFIED;
        }

        @Override
        public String words() {
            return ("One run allocated "
                            + bytesPerCall
                            + " bytes; a compiled kernel allocates none. "
                            + message)
                    .strip();
        }
    }

    /**
     * The candidate did not finish in time.
     *
     * @param limitMs the limit in milliseconds
     */
    record TimedOut(long limitMs) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.TIMED_OUT;
        }

        @Override
        public String words() {
            return "No result after " + limitMs + " ms.";
        }
    }

    /**
     * The worker JVM ended.
     *
     * @param message its exit code and last words
     */
    record WorkerDied(String message) implements Outcome {
        /**
         * Of signals that a program raises itself: illegal instruction, abort, bus error, and so
         * on.
         */
        private static final Pattern CRASH =
                Pattern.compile(
                        "exit code (132|134|135|136|139)\\b|fatal error has been detected",
                        Pattern.CASE_INSENSITIVE);

        /** Whether the JVM broke down by itself. */
        boolean crashed() {
            return CRASH.matcher(message).find();
        }

        @Override
        public Kind kind() {
            return Kind.WORKER_DIED;
        }

        @Override
        public String words() {
            return message;
        }
    }
}
