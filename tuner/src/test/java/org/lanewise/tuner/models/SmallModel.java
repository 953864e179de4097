package org.lanewise.tuner.models;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.lanewise.tuner.models.onnx.OnnxFile;

/** A model made in code, of one graph or the graph inside of a node. */
public final class SmallModel {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;
    public static final int DOUBLE = 11;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(10);
    private int opset = 17;

    /** What a depthwise layer sees behind some nodes that make {@code v} of {@code x}. */
    static String behind(UnaryOperator<SmallModel> nodes, long channels, Object... input) {
        SmallModel model =
                nodes.apply(new SmallModel().input("x", input))
                        .weights("w", channels, 1, 1, 1)
                        .depthwise("dw", "v", "y", channels)
                        .output("y");
        return model.workload().replaceFirst("_k1_s1_p0_nchw$", "");
    }

    public SmallModel opset(int version) {
        opset = version;
        return this;
    }

    /** Sizes are numbers, or names where they are open. */
    public SmallModel input(String name, Object... sizes) {
        return typedInput(name, FLOAT, sizes);
    }

    public SmallModel typedInput(String name, int type, Object... sizes) {
        graph.addInput(value(name, type, sizes));
        return this;
    }

    /** An input of which not even the number of dimensions is known. */
    public SmallModel inputOfAnyRank(String name) {
        graph.addInput(
                ValueInfoProto.newBuilder()
                        .setName(name)
                        .setType(
                                TypeProto.newBuilder()
                                        .setTensorType(
                                                TypeProto.Tensor.newBuilder().setElemType(FLOAT))));
        return this;
    }

    public SmallModel info(String name, Object... sizes) {
        graph.addValueInfo(value(name, FLOAT, sizes));
        return this;
    }

    public SmallModel output(String name) {
        graph.addOutput(
                ValueInfoProto.newBuilder()
                        .setName(name)
                        .setType(
                                TypeProto.newBuilder()
                                        .setTensorType(
                                                TypeProto.Tensor.newBuilder().setElemType(FLOAT))));
        return this;
    }

    private static ValueInfoProto value(String name, int type, Object... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            TensorShapeProto.Dimension.Builder dim = shape.addDimBuilder();
            if (size instanceof Number number) {
                dim.setDimValue(number.longValue());
            } else {
                dim.setDimParam(size.toString());
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type)
                                                .setShape(shape)))
                .build();
    }

    /** Float weights that count up in hundredths. */
    public SmallModel weights(String name, long... dims) {
        return constant(floats(name, dims));
    }

    public SmallModel numbers(String name, float... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(FLOAT).addDims(values.length);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return constant(tensor.build());
    }

    /** A single number without dimensions. */
    public SmallModel number(String name, float value) {
        return constant(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(FLOAT)
                        .addFloatData(value)
                        .build());
    }

    public SmallModel wholes(String name, long... values) {
        return constant(wholesTensor(name, values));
    }

    public SmallModel constant(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    public static TensorProto wholesTensor(String name, long... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        return tensor.build();
    }

    public static TensorProto floats(String name, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        int count = 1;
        for (long dim : dims) {
            tensor.addDims(dim);
            count *= (int) dim;
        }
        for (int i = 0; i < count; i++) {
            tensor.addFloatData((i % 100) / 100f);
        }
        return tensor.build();
    }

    /** A tensor of zeros of any type, in raw bytes. */
    public static TensorProto zeros(String name, int type, int bytes, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        long count = 1;
        for (long dim : dims) {
            tensor.addDims(dim);
            count *= dim;
        }
        return tensor.setRawData(ByteString.copyFrom(new byte[(int) count * bytes])).build();
    }

    /** A depthwise convolution {@code name} of {@code input} with weights {@code w}. */
    public SmallModel depthwise(
            String name, String input, String output, long groups, AttributeProto... attributes) {
        return conv(name, List.of(input, "w"), output, groups, attributes);
    }

    public SmallModel conv(
            String name,
            List<String> inputs,
            String output,
            long groups,
            AttributeProto... attributes) {
        AttributeProto[] all = Arrays.copyOf(attributes, attributes.length + 1);
        all[attributes.length] = whole("group", groups);
        return node(name, "Conv", inputs, List.of(output), all);
    }

    public SmallModel node(
            String operator, List<String> inputs, String output, AttributeProto... attributes) {
        return node(output, operator, inputs, List.of(output), attributes);
    }

    public SmallModel node(
            String name,
            String operator,
            List<String> inputs,
            List<String> outputs,
            AttributeProto... attributes) {
        return node(nodeOf(name, operator, inputs, outputs, attributes));
    }

    public SmallModel node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    public static NodeProto nodeOf(
            String name,
            String operator,
            List<String> inputs,
            List<String> outputs,
            AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setName(name)
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes))
                .build();
    }

    public SmallModel function(FunctionProto function) {
        model.addFunctions(function);
        return this;
    }

    public static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto wholesOf(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    public static AttributeProto body(String name, SmallModel inside) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.GRAPH)
                .setG(inside.graph.build())
                .build();
    }

    /** Changes the parsed form of the graph. */
    public SmallModel change(Consumer<GraphProto.Builder> change) {
        change.accept(graph);
        return this;
    }

    public ModelProto proto() {
        return model.clone()
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .build();
    }

    public byte[] bytes() {
        return proto().toByteArray();
    }

    /** What is found in it. */
    public ModelLayers layers(String... inputSizes) {
        return layers(Path.of("").toAbsolutePath(), inputSizes);
    }

    /**
     * What is found in it.
     *
     * @param folder where its external data is
     */
    public ModelLayers layers(Path folder, String... inputSizes) {
        Map<String, List<Long>> sizes = new HashMap<>(InputSizes.parse(List.of(inputSizes)));
        return Models.layers(OnnxFile.read(bytes(), "small.onnx", folder), "small", sizes);
    }

    /** The text of its only layer's workload. */
    public String workload(String... inputSizes) {
        return only(layers(inputSizes)).workload().toString();
    }

    public static ModelLayer only(ModelLayers layers) {
        if (layers.layers().size() != 1) {
            throw new AssertionError("not one layer: " + layers);
        }
        return layers.layers().getFirst();
    }

    /** The reason of the only refusal. */
    public String refusal(String... inputSizes) {
        ModelLayers layers = layers(inputSizes);
        if (layers.refused().size() != 1 || !layers.layers().isEmpty()) {
            throw new AssertionError("not one refusal: " + layers);
        }
        return layers.refused().getFirst().reason();
    }
}
