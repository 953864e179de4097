package org.lanewise.tuner.peers;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A library that runs whole ONNX models. */
public interface WholeModel {
    /**
     * A value of a model.
     *
     * @param sizes its sizes
     * @param elements its elements, the last dimension's side by side
     */
    record Value(List<Long> sizes, float[] elements) {}

    /**
     * Runs a model once.
     *
     * @param model its bytes
     * @param inputs by name
     * @param outputs names of what is wanted
     * @return what was wanted, by name
     * @throws ContenderException if the library cannot run it
     * @throws PeerMissingException if the library cannot be loaded
     */
    Map<String, Value> run(byte[] model, Map<String, Value> inputs, Collection<String> outputs);
}
