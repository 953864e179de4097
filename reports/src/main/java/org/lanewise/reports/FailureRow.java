package org.lanewise.reports;

import java.util.Optional;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;

/**
 * A trial that gave no time.
 *
 * @param trial the trial's number
 * @param schedule what was tried
 * @param kind how it failed
 * @param message what is known of the reason
 */
public record FailureRow(int trial, Schedule schedule, OutcomeKind kind, String message) {
    /** A compiler's or a dying JVM's message can be a page long; its beginning names the fault. */
    private static final int MOST_CHARACTERS = 600;

    /** What is known of a failure's reason; empty for a measured trial. */
    static Optional<String> reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured measured -> Optional.empty();
            case Outcome.CompileFailed failed -> Optional.of(shorten(failed.message()));
            case Outcome.WrongResult wrong -> Optional.of(shorten(wrong.message()));
            case Outcome.NotIntrinsified slow ->
                    Optional.of(
                            "One run allocated "
                                    + slow.bytesPerCall()
                                    + " bytes; a compiled kernel allocates none."
                                    + (slow.message().isEmpty()
                                            ? ""
                                            : " " + shorten(slow.message())));
            case Outcome.TimedOut late -> Optional.of("No result after " + late.limitMs() + " ms.");
            case Outcome.WorkerDied died -> Optional.of(shorten(died.message()));
        };
    }

    private static String shorten(String message) {
        String text = message.strip();
        if (text.length() <= MOST_CHARACTERS) {
            return text.isEmpty() ? "No message was recorded." : text;
        }
        // A cut between the two halves of a surrogate pair would leave text that is not valid
        // UTF-8.
        int end =
                Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1))
                        ? MOST_CHARACTERS - 1
                        : MOST_CHARACTERS;
        return text.substring(0, end) + " …";
    }
}
