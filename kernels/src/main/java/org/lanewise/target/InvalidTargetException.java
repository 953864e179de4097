package org.lanewise.target;

import org.lanewise.LanewiseException;

/** A text that describes no target; the message is one sentence for the user. */
public final class InvalidTargetException extends LanewiseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence that names the offending part and what would be right
     */
    public InvalidTargetException(String message) {
        super(message);
    }
}
