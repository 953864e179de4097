package org.lanewise.tuner.peers.adapters;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Workload;

/**
 * An ONNX model of one {@code Conv}, and a {@code Clip} behind it where the workload clamps. The
 * numbers are the fields of {@code onnx.proto}.
 */
final class OnnxModel {
    /** Name of the input tensor. */
    static final String INPUT = "x";

    /** Name of the output tensor. */
    static final String OUTPUT = "y";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int TYPE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;
    private static final String SUM = "sum";
    private static final long[] SCALAR = {};

    private final Task task;
    private final Workload workload;
    private final TensorDims dims;

    private OnnxModel(Task task) {
        this.task = task;
        this.workload = task.workload();
        this.dims = TensorDims.of(workload);
    }

    /** The model's bytes; the workload's layout plays no part, ONNX knows only NCHW. */
    static byte[] of(Task task) {
        return new OnnxModel(task).model().toBytes();
    }

    private ProtobufWriter model() {
        return new ProtobufWriter()
                .number(1, IR_VERSION)
                .message(7, graph())
                .message(8, new ProtobufWriter().number(2, OPSET));
    }

    private ProtobufWriter graph() {
        Epilogue epilogue = workload.epilogue();
        boolean clamps = epilogue.clampsLow() || epilogue.clampsHigh();
        ProtobufWriter graph = new ProtobufWriter().message(1, conv(clamps ? SUM : OUTPUT));
        if (clamps) {
            graph.message(1, node("Clip", OUTPUT, SUM, "low", "high"));
        }
        graph.text(2, "depthwise").message(5, constant("w", weightDims(), task.data().weights()));
        if (epilogue.bias()) {
            graph.message(5, constant("b", dims.bias(), task.data().bias()));
        }
        if (clamps) {
            graph.message(5, constant("low", SCALAR, epilogue.low()));
            graph.message(5, constant("high", SCALAR, epilogue.high()));
        }
        return graph.message(11, tensor(INPUT, dims.input()))
                .message(12, tensor(OUTPUT, dims.output()));
    }

    /** Output channels, inputs of a group, height, width. */
    private long[] weightDims() {
        return new long[] {
            workload.outputChannels(), 1, workload.kernel().h(), workload.kernel().w()
        };
    }

    private ProtobufWriter conv(String result) {
        ProtobufWriter conv =
                workload.epilogue().bias()
                        ? node("Conv", result, INPUT, "w", "b")
                        : node("Conv", result, INPUT, "w");
        return conv.message(5, ints("kernel_shape", workload.kernel().h(), workload.kernel().w()))
                .message(5, ints("strides", workload.stride().h(), workload.stride().w()))
                .message(5, ints("dilations", workload.dilation().h(), workload.dilation().w()))
                .message(
                        5,
                        ints(
                                "pads",
                                workload.padding().top(),
                                workload.padding().left(),
                                workload.padding().bottom(),
                                workload.padding().right()))
                .message(
                        5,
                        new ProtobufWriter()
                                .text(1, "group")
                                .number(3, workload.channels())
                                .number(20, ATTRIBUTE_INT));
    }

    private static ProtobufWriter node(String operator, String result, String... operands) {
        ProtobufWriter node = new ProtobufWriter();
        for (String operand : operands) {
            node.text(1, operand);
        }
        return node.text(2, result).text(4, operator);
    }

    private static ProtobufWriter ints(String name, long... values) {
        return new ProtobufWriter().text(1, name).numbers(8, values).number(20, ATTRIBUTE_INTS);
    }

    private static ProtobufWriter constant(String name, long[] dims, float... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return new ProtobufWriter()
                .numbers(1, dims)
                .number(2, TYPE_FLOAT)
                .text(8, name)
                .bytes(9, raw.array());
    }

    private static ProtobufWriter tensor(String name, long[] dims) {
        ProtobufWriter shape = new ProtobufWriter();
        for (long dim : dims) {
            shape.message(1, new ProtobufWriter().number(1, dim));
        }
        ProtobufWriter type = new ProtobufWriter().number(1, TYPE_FLOAT).message(2, shape);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, type));
    }
}
