package org.lanewise.reports;

import org.lanewise.db.Outcome;

/** The ways a trial can end, in words. */
public enum OutcomeKind {
    /** See {@link Outcome.Measured}. */
    MEASURED("Measured", "The kernel gave the right result and was timed."),
    /** See {@link Outcome.CompileFailed}. */
    COMPILE_FAILED(
            "CompileFailed",
            "The Java compiler refused the generated source: a fault of the generator."),
    /** See {@link Outcome.WrongResult}. */
    WRONG_RESULT(
            "WrongResult",
            "The kernel computed something else than the plain reference, so it was not timed."),
    /** See {@link Outcome.NotIntrinsified}. */
    NOT_INTRINSIFIED(
            "NotIntrinsified",
            "The JVM did not turn the vector operations into vector instructions, so a time would say nothing of the"
                    + " schedule."),
    /** See {@link Outcome.TimedOut}. */
    TIMED_OUT("TimedOut", "The kernel did not finish within the time allowed for one trial."),
    /** See {@link Outcome.WorkerDied}. */
    WORKER_DIED(
            "WorkerDied",
            "The process that ran the kernel ended; the search went on in a new one.");

    private final String label;
    private final String meaning;

    OutcomeKind(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The name of the outcome, as the tuner and the database call it. */
    public String label() {
        return label;
    }

    /** One sentence that says what happened. */
    public String meaning() {
        return meaning;
    }

    /** The kind of an outcome. */
    public static OutcomeKind of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured measured -> MEASURED;
            case Outcome.CompileFailed failed -> COMPILE_FAILED;
            case Outcome.WrongResult wrong -> WRONG_RESULT;
            case Outcome.NotIntrinsified slow -> NOT_INTRINSIFIED;
            case Outcome.TimedOut late -> TIMED_OUT;
            case Outcome.WorkerDied died -> WORKER_DIED;
        };
    }
}
