package org.lanewise.tuner.models.graph;

/** A model that cannot be read as a whole; the message is one sentence for the user. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence that names what is wrong, and the node where it is
     */
    public ModelException(String message) {
        super(message);
    }
}
