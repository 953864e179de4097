package org.lanewise.schedule;

import org.lanewise.LanewiseException;

/**
 * A text that is no schedule, or a schedule that breaks a rule of its workload; the message is one
 * sentence for the user.
 */
public final class InvalidScheduleException extends LanewiseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence that says what is wrong and what would be right
     */
    public InvalidScheduleException(String message) {
        super(message);
    }
}
