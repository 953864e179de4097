package org.lanewise.tuner.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.lanewise.tuner.models.graph.Attribute;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.ValueInfo;
import org.lanewise.tuner.models.graph.ValueInfo.DeclaredSize;

/** Turns parsed graphs into ours, of the main graph or of one function. */
final class GraphReader {
    private final Map<String, Long> opsets;
    private final TensorReader tensors;

    /**
     * @param opsets versions of operators by their domain
     * @param tensors reads constants
     */
    GraphReader(Map<String, Long> opsets, TensorReader tensors) {
        this.opsets = opsets;
        this.tensors = tensors;
    }

    /** ONNX's own domain has two names. */
    static String domain(String name) {
        return name.equals("ai.onnx") ? "" : name;
    }

    Graph read(GraphProto graph) {
        Map<String, Tensor> constants = new HashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), tensors.read(tensor));
        }
        for (SparseTensorProto sparse : graph.getSparseInitializerList()) {
            constants.put(sparse.getValues().getName(), tensors.sparse(sparse));
        }
        Map<String, ValueInfo> infos = infos(graph.getValueInfoList());
        infos.putAll(infos(graph.getOutputList()));
        List<ValueInfo> inputs = new ArrayList<>();
        for (ValueInfoProto input : graph.getInputList()) {
            // Old files list initializers among the inputs, too.
            if (!constants.containsKey(input.getName())) {
                inputs.add(info(input));
            }
        }
        return new Graph(
                nodes(graph.getNodeList()),
                constants,
                List.copyOf(inputs),
                graph.getOutputList().stream().map(ValueInfoProto::getName).toList(),
                infos);
    }

    Map<String, ValueInfo> infos(List<ValueInfoProto> values) {
        Map<String, ValueInfo> infos = new HashMap<>();
        values.forEach(value -> infos.put(value.getName(), info(value)));
        return infos;
    }

    private static ValueInfo info(ValueInfoProto value) {
        TypeProto type = value.getType();
        TypeProto.Tensor tensor = type.getTensorType();
        return new ValueInfo(
                value.getName(),
                ElementType.of(tensor.getElemType()),
                tensor.hasShape()
                        ? Optional.of(
                                tensor.getShape().getDimList().stream()
                                        .map(GraphReader::size)
                                        .toList())
                        : Optional.empty());
    }

    /** Some exporters write a negative number where a size is open. */
    private static DeclaredSize size(TensorShapeProto.Dimension size) {
        return size.hasDimValue() && size.getDimValue() >= 0
                ? new DeclaredSize.Fixed(size.getDimValue())
                : new DeclaredSize.Open(size.getDimParam());
    }

    List<Node> nodes(List<NodeProto> nodes) {
        return nodes.stream().map(this::node).toList();
    }

    private Node node(NodeProto node) {
        String domain = domain(node.getDomain());
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            attributes.put(attribute.getName(), attribute(attribute));
        }
        return new Node(
                node.getName(),
                domain,
                node.getOpType(),
                node.getOverload(),
                opsets.getOrDefault(domain, 1L),
                List.copyOf(node.getInputList()),
                List.copyOf(node.getOutputList()),
                attributes);
    }

    Attribute attribute(AttributeProto attribute) {
        if (!attribute.getRefAttrName().isEmpty()) {
            return new Attribute.OfCall(attribute.getRefAttrName());
        }
        return switch (attribute.getType()) {
            case FLOAT -> new Attribute.Real(attribute.getF());
            case INT -> new Attribute.Whole(attribute.getI());
            case STRING -> new Attribute.Text(attribute.getS().toStringUtf8());
            case TENSOR -> new Attribute.Constant(tensors.read(attribute.getT()));
            case GRAPH -> new Attribute.Body(read(attribute.getG()));
            case FLOATS -> new Attribute.Reals(List.copyOf(attribute.getFloatsList()));
            case INTS -> new Attribute.Wholes(List.copyOf(attribute.getIntsList()));
            case SPARSE_TENSOR ->
                    new Attribute.Constant(tensors.sparse(attribute.getSparseTensor()));
            case UNDEFINED -> byContent(attribute);
            case STRINGS, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS ->
                    new Attribute.Other();
        };
    }

    /** The oldest files do not say of what kind an attribute is. */
    private Attribute byContent(AttributeProto attribute) {
        if (attribute.hasF()) {
            return new Attribute.Real(attribute.getF());
        }
        if (attribute.hasI()) {
            return new Attribute.Whole(attribute.getI());
        }
        if (attribute.hasS()) {
            return new Attribute.Text(attribute.getS().toStringUtf8());
        }
        if (attribute.hasT()) {
            return new Attribute.Constant(tensors.read(attribute.getT()));
        }
        if (attribute.hasG()) {
            return new Attribute.Body(read(attribute.getG()));
        }
        return attribute.getFloatsCount() > 0
                ? new Attribute.Reals(List.copyOf(attribute.getFloatsList()))
                : new Attribute.Wholes(List.copyOf(attribute.getIntsList()));
    }
}
