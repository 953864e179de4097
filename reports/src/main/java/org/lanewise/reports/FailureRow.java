package org.lanewise.reports;

import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/**
 * A trial that gave no time.
 *
 * @param trial the trial's number
 * @param schedule what was tried
 * @param kind how it failed
 * @param message what is known of the reason
 */
public record FailureRow(int trial, Schedule schedule, Outcome.Kind kind, String message) {
    /** A compiler's or a dying JVM's message can be a page long; its beginning names the fault. */
    private static final int MOST_CHARACTERS = 600;

    /** The row of a failed trial, with the beginning of what is known of the reason. */
    static FailureRow of(int number, Trial trial) {
        return new FailureRow(
                number, trial.schedule(), trial.outcome().kind(), shorten(trial.outcome().words()));
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
