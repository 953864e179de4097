package org.lanewise.reports.panels;

import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/**
 * Trials that gave no time in one way.
 *
 * @param kind how they failed
 * @param count how many
 * @param trial number of the first of them
 * @param schedule what that one tried
 * @param message what is known of its reason
 * @param command what tries it again
 */
public record FailureRow(
        Outcome.Kind kind,
        long count,
        int trial,
        Schedule schedule,
        String message,
        String command) {
    /** A compiler's or a dying JVM's message can be a page long; its beginning names the fault. */
    private static final int MOST_CHARACTERS = 600;

    /** The row of a failed trial and others like it, with the beginning of what is known. */
    static FailureRow of(long count, int number, Trial trial) {
        return new FailureRow(
                trial.outcome().kind(),
                count,
                number,
                trial.schedule(),
                shorten(trial.outcome().words()),
                Commands.again(trial.workload(), trial.schedule()));
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
