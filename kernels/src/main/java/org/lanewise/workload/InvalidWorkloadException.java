package org.lanewise.workload;

import org.lanewise.LanewiseException;

/**
 * A shape, a suite or a text that describes no computable depthwise convolution; the message is one
 * sentence for the user.
 */
public final class InvalidWorkloadException extends LanewiseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence that names the offending value and what would be right
     */
    public InvalidWorkloadException(String message) {
        super(message);
    }
}
