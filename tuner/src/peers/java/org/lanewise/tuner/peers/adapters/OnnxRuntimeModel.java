package org.lanewise.tuner.peers.adapters;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.WholeModel;

/** Runs a whole model once. */
final class OnnxRuntimeModel {
    private OnnxRuntimeModel() {}

    static Map<String, WholeModel.Value> run(
            byte[] model, Map<String, WholeModel.Value> inputs, Collection<String> outputs)
            throws OrtException {
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession session = environment.createSession(model)) {
            for (Map.Entry<String, WholeModel.Value> input : inputs.entrySet()) {
                tensors.put(input.getKey(), tensor(environment, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, Set.copyOf(outputs))) {
                Map<String, WholeModel.Value> values = new HashMap<>();
                for (String output : outputs) {
                    values.put(output, value(output, result));
                }
                return values;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, WholeModel.Value value)
            throws OrtException {
        return OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(value.elements()),
                value.sizes().stream().mapToLong(Long::longValue).toArray());
    }

    private static WholeModel.Value value(String name, OrtSession.Result result) {
        if (result.get(name).orElse(null) instanceof OnnxTensor tensor) {
            FloatBuffer buffer = tensor.getFloatBuffer();
            if (buffer != null) {
                float[] elements = new float[buffer.remaining()];
                buffer.get(elements);
                return new WholeModel.Value(
                        Arrays.stream(tensor.getInfo().getShape()).boxed().toList(), elements);
            }
        }
        throw new ContenderException("ONNX Runtime: '" + name + "' is no tensor of floats");
    }
}
