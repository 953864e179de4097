package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;

/**
 * What a worker answers, one line of JSON.
 *
 * @param kind which of the others are filled
 * @param message words about a failure
 * @param number bytes a call for {@link Kind#NOT_INTRINSIFIED}
 * @param controlNs the answer to {@link Request.Kind#CONTROL}, nanoseconds a run
 * @param gflops the answer to {@link Request.Kind#PEAK}
 * @param warmUpMs time to compiled code
 * @param samplesNs nanoseconds a run, one for each iteration; of {@link Kind#COMPARED} all of a
 *     first round, then of a second and so on, 0 for a kernel that cannot be timed
 * @param machine the answer to {@link Request.Kind#MACHINE}
 */
@Json
public record Reply(
        Kind kind,
        String message,
        long number,
        double controlNs,
        double gflops,
        double warmUpMs,
        List<Double> samplesNs,
        @Nullable Machine machine) {
    /** Which of the answers this is. */
    public enum Kind {
        MACHINE,
        PEAK,
        CONTROL,
        PREPARED,
        MEASURED,
        COMPARED,
        COMPILE_FAILED,
        WRONG_RESULT,
        NOT_INTRINSIFIED,
        /** The worker could not carry out the request at all. */
        REFUSED
    }

    private static Reply of(Kind kind, String message) {
        return new Reply(kind, message, 0, 0, 0, 0, List.of(), null);
    }

    public static Reply machine(Machine machine) {
        return new Reply(Kind.MACHINE, "", 0, 0, 0, 0, List.of(), machine);
    }

    public static Reply peak(double gflops) {
        return new Reply(Kind.PEAK, "", 0, 0, gflops, 0, List.of(), null);
    }

    public static Reply control(double controlNs) {
        return new Reply(Kind.CONTROL, "", 0, controlNs, 0, 0, List.of(), null);
    }

    public static Reply prepared() {
        return of(Kind.PREPARED, "");
    }

    public static Reply measured(List<Double> samplesNs, double warmUpMs) {
        return new Reply(Kind.MEASURED, "", 0, 0, 0, warmUpMs, samplesNs, null);
    }

    public static Reply compared(List<Double> samplesNs) {
        return new Reply(Kind.COMPARED, "", 0, 0, 0, 0, samplesNs, null);
    }

    public static Reply compileFailed(String message) {
        return of(Kind.COMPILE_FAILED, message);
    }

    public static Reply wrongResult(String message) {
        return of(Kind.WRONG_RESULT, message);
    }

    public static Reply notIntrinsified(long bytesPerCall, String message) {
        return new Reply(Kind.NOT_INTRINSIFIED, message, bytesPerCall, 0, 0, 0, List.of(), null);
    }

    public static Reply refused(String message) {
        return of(Kind.REFUSED, message);
    }

    /** The outcome this reply to a kernel request stands for. */
    public Outcome outcome() {
        return switch (kind) {
            case MEASURED -> new Outcome.Measured(Estimates.of(samplesNs), samplesNs, warmUpMs);
            case COMPILE_FAILED -> new Outcome.CompileFailed(message);
            case WRONG_RESULT -> new Outcome.WrongResult(message);
            case NOT_INTRINSIFIED -> new Outcome.NotIntrinsified(number, message);
            case MACHINE, PEAK, CONTROL, PREPARED, COMPARED, REFUSED ->
                    throw new MeasureException("A worker could not measure: " + message);
        };
    }
}
