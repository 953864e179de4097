package org.lanewise.tuner.models.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.lanewise.tuner.models.graph.ModelException;

/**
 * A model that hands out values from between its nodes, so that they can be seen when it runs.
 *
 * @param bytes the model
 * @param inputs names of what it must be given, in its order
 * @param values those of the wanted values that it makes or is given
 */
public record Exposed(byte[] bytes, List<String> inputs, Set<String> values) {
    /**
     * Opens a model.
     *
     * @param wanted values to hand out; those inside of loops, branches and functions cannot be
     * @throws ModelException if the model has constants in other files, which it must not lose
     * @throws IOException if it cannot be read
     */
    public static Exposed of(Path file, Collection<String> wanted) throws IOException {
        ModelProto model = parse(file);
        GraphProto graph = model.getGraph();
        if (graph.getInitializerList().stream()
                .anyMatch(
                        tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL)) {
            throw new ModelException("The model has weights in other files.");
        }
        Set<String> constants =
                graph.getInitializerList().stream()
                        .map(TensorProto::getName)
                        .collect(Collectors.toSet());
        Map<String, ValueInfoProto> inputs = new LinkedHashMap<>();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!constants.contains(input.getName())) {
                inputs.put(input.getName(), input);
            }
        }
        Set<String> made = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            made.addAll(node.getOutputList());
        }
        Set<String> values = new HashSet<>(wanted);
        values.removeIf(value -> !made.contains(value) && !inputs.containsKey(value));
        return new Exposed(handingOut(model, made, values), List.copyOf(inputs.keySet()), values);
    }

    private static byte[] handingOut(ModelProto model, Set<String> made, Set<String> values) {
        ModelProto.Builder opened = model.toBuilder();
        Set<String> already =
                model.getGraph().getOutputList().stream()
                        .map(ValueInfoProto::getName)
                        .collect(Collectors.toSet());
        values.stream()
                .filter(value -> made.contains(value) && !already.contains(value))
                .sorted()
                .forEach(value ->
                        opened.getGraphBuilder()
                                .addOutput(ValueInfoProto.newBuilder().setName(value)));
        return opened.build().toByteArray();
    }

    private static ModelProto parse(Path file) throws IOException {
        try {
            return ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException changed) {
            throw new ModelException("The file " + file + " is no ONNX model any more.");
        }
    }
}
