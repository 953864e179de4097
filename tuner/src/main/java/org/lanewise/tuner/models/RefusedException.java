package org.lanewise.tuner.models;

/** A depthwise convolution that kernels cannot compute; the message is the reason. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
