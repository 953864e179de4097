package org.lanewise.tuner.peers.adapters;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Task;

/** A session of one convolution; input and output tensors are bound once, and nothing is copied. */
final class OnnxRuntimeContender implements Contender {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment output;
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final String implementation;

    private OnnxRuntimeContender(Task task) throws OrtException {
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        implementation = "CPU, version " + environment.getVersion();
        session = environment.createSession(OnnxModel.of(task), options(task.threads()));
        MemorySegment input = KernelBuffers.copyOf(arena, task.data().input());
        output = KernelBuffers.allocate(arena, task.workload().outputElements());
        TensorDims dims = TensorDims.of(task.workload());
        inputs =
                Map.of(
                        OnnxModel.INPUT,
                        OnnxTensor.createTensor(environment, floats(input), dims.input()));
        outputs =
                Map.of(
                        OnnxModel.OUTPUT,
                        OnnxTensor.createTensor(environment, floats(output), dims.output()));
    }

    static OnnxRuntimeContender open(Task task) throws OrtException {
        return new OnnxRuntimeContender(task);
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setInterOpNumThreads(1);
        options.setIntraOpNumThreads(threads);
        return options;
    }

    private static FloatBuffer floats(MemorySegment tensor) {
        return tensor.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    @Override
    public String implementation() {
        return implementation;
    }

    @Override
    public void run() {
        try {
            session.run(inputs, outputs).close();
        } catch (OrtException failed) {
            throw new ContenderException("ONNX Runtime: " + failed.getMessage(), failed);
        }
    }

    @Override
    public float[] output() {
        return output.toArray(ValueLayout.JAVA_FLOAT);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("ONNX Runtime cannot close its session.", failed);
        }
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
