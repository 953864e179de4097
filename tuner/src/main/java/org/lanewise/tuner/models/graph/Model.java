package org.lanewise.tuner.models.graph;

import java.util.Map;

/**
 * A model as its file says it.
 *
 * @param opset version of ONNX's own operators
 * @param graph what it computes
 * @param functions operators that it defines itself
 */
public record Model(long opset, Graph graph, Map<Function.Key, Function> functions) {}
