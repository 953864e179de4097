package org.lanewise.tuner.models.onnx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import org.lanewise.tuner.models.graph.Attribute;
import org.lanewise.tuner.models.graph.Function;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.Model;
import org.lanewise.tuner.models.graph.ModelException;

/** Turns a parsed model into ours. */
final class ModelReader {
    /** Before it, elementwise operators met their operands by other rules. */
    private static final long OLDEST = 7;

    private ModelReader() {}

    static Model read(ModelProto model, String name, TensorReader tensors) {
        Map<String, Long> opsets = opsets(model.getOpsetImportList());
        Long opset = opsets.get("");
        if (opset == null) {
            throw new ModelException(
                    "The model "
                            + name
                            + " does not say which version of ONNX's operators it uses.");
        }
        if (opset < OLDEST) {
            throw new ModelException(
                    "The model "
                            + name
                            + " uses version "
                            + opset
                            + " of ONNX's operators; version "
                            + OLDEST
                            + " and newer are read, and ONNX's version converter makes them.");
        }
        Graph graph = new GraphReader(opsets, tensors).read(model.getGraph());
        return new Model(opset, graph, functions(model, opsets, tensors));
    }

    private static Map<String, Long> opsets(List<OperatorSetIdProto> imports) {
        Map<String, Long> opsets = new HashMap<>();
        for (OperatorSetIdProto set : imports) {
            opsets.merge(GraphReader.domain(set.getDomain()), set.getVersion(), Math::max);
        }
        return opsets;
    }

    private static Map<Function.Key, Function> functions(
            ModelProto model, Map<String, Long> opsets, TensorReader tensors) {
        Map<Function.Key, Function> functions = new HashMap<>();
        for (FunctionProto function : model.getFunctionsList()) {
            Map<String, Long> own = new HashMap<>(opsets);
            own.putAll(opsets(function.getOpsetImportList()));
            functions.put(
                    new Function.Key(
                            GraphReader.domain(function.getDomain()),
                            function.getName(),
                            function.getOverload()),
                    function(function, new GraphReader(own, tensors)));
        }
        return functions;
    }

    private static Function function(FunctionProto function, GraphReader reader) {
        Map<String, Attribute> defaults = new LinkedHashMap<>();
        for (AttributeProto attribute : function.getAttributeProtoList()) {
            defaults.put(attribute.getName(), reader.attribute(attribute));
        }
        return new Function(
                List.copyOf(function.getInputList()),
                List.copyOf(function.getOutputList()),
                defaults,
                reader.nodes(function.getNodeList()),
                reader.infos(function.getValueInfoList()));
    }
}
