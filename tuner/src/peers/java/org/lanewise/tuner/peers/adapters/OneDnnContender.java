package org.lanewise.tuner.peers.adapters;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Workload;

/**
 * One convolution primitive of oneDNN with its tensors; weights are in the order it asked for.
 * Tensors lie in memory that is placed like everybody else's: oneDNN's own begins at a page, input
 * and output alike, see {@link KernelBuffers}.
 */
final class OneDnnContender implements Contender {
    private static final memory.data_type FLOAT = memory.data_type.f32;

    /** Begins the names of what oneDNN compares its own implementations with. */
    private static final String REFERENCE = "ref";

    private final Workload workload;
    private final TensorDims dims;

    /** What must live as long as the primitive: JavaCPP frees what is no longer reachable. */
    private final List<Pointer> owned = new ArrayList<>();

    private final Arena arena = Arena.ofShared();
    private final engine cpu = keep(new engine(engine.kind.cpu, 0));
    private final stream calls = keep(new stream(cpu));
    private final memory output;
    private final String implementation;
    private final boolean sameLayout;
    private final dnnl_primitive primitive;
    private final dnnl_stream queue = calls.get();
    private final dnnl_exec_arg_t arguments;
    private final int argumentCount;

    private OneDnnContender(Task task, memory.format_tag tag) {
        workload = task.workload();
        dims = TensorDims.of(workload);
        convolution_forward.primitive_desc chosen = choose(tag);
        memory input = loaded(task.data().input(), format(dims.input()), chosen.src_desc());
        memory weights =
                loaded(
                        task.data().weights(),
                        new memory.desc(dims.weights(), FLOAT, memory.format_tag.goihw),
                        chosen.weights_desc());
        output = placed(chosen.dst_desc());
        implementation = describe(chosen, tag);
        sameLayout =
                format(dims.input()).equals(chosen.src_desc())
                        && format(dims.output()).equals(chosen.dst_desc());
        primitive = keep(new convolution_forward(chosen)).get();
        argumentCount = workload.epilogue().bias() ? 4 : 3;
        arguments = keep(new dnnl_exec_arg_t(argumentCount));
        argument(0, dnnl.DNNL_ARG_SRC, input);
        argument(1, dnnl.DNNL_ARG_WEIGHTS, weights);
        argument(2, dnnl.DNNL_ARG_DST, output);
        if (workload.epilogue().bias()) {
            memory.desc bias = new memory.desc(dims.bias(), FLOAT, memory.format_tag.x);
            argument(3, dnnl.DNNL_ARG_BIAS, loaded(task.data().bias(), bias, bias));
        }
        arguments.position(0);
    }

    static OneDnnContender open(Task task, memory.format_tag tag) {
        return new OneDnnContender(task, tag);
    }

    private <T extends Pointer> T keep(T pointer) {
        owned.add(pointer);
        return pointer;
    }

    /** Lets oneDNN choose its implementation; it may choose the order of the weights too. */
    private convolution_forward.primitive_desc choose(memory.format_tag tag) {
        memory.desc noBias = new memory.desc();
        return keep(
                new convolution_forward.primitive_desc(
                        cpu,
                        dnnl.prop_kind.forward_inference,
                        dnnl.algorithm.convolution_direct,
                        new memory.desc(dims.input(), FLOAT, tag),
                        new memory.desc(dims.weights(), FLOAT, memory.format_tag.any),
                        workload.epilogue().bias()
                                ? new memory.desc(dims.bias(), FLOAT, memory.format_tag.x)
                                : noBias,
                        new memory.desc(dims.output(), FLOAT, tag),
                        new long[] {workload.stride().h(), workload.stride().w()},
                        new long[] {workload.dilation().h() - 1L, workload.dilation().w() - 1L},
                        new long[] {workload.padding().top(), workload.padding().left()},
                        new long[] {workload.padding().bottom(), workload.padding().right()},
                        clamp(workload.epilogue()),
                        false));
    }

    private primitive_attr clamp(Epilogue epilogue) {
        primitive_attr attributes = keep(new primitive_attr());
        if (epilogue.clampsLow() || epilogue.clampsHigh()) {
            post_ops after = keep(new post_ops());
            if (epilogue.low() == 0 && !epilogue.clampsHigh()) {
                after.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
            } else {
                after.append_eltwise(
                        dnnl.algorithm.eltwise_clip,
                        Math.max(epilogue.low(), -Float.MAX_VALUE),
                        Math.min(epilogue.high(), Float.MAX_VALUE));
            }
            attributes.set_post_ops(after);
        }
        return attributes;
    }

    private memory.desc format(long[] tensor) {
        return new memory.desc(tensor, FLOAT, TensorFormat.of(workload.layout()).tag());
    }

    /** Values brought from one order into another, once, as an application would at its start. */
    private memory loaded(float[] values, memory.desc from, memory.desc to) {
        memory given = new memory(from, cpu);
        new FloatPointer(given.get_data_handle()).put(values);
        memory wanted = placed(to);
        move(given, wanted);
        given.close();
        return wanted;
    }

    private memory placed(memory.desc description) {
        long floats = Math.ceilDiv(description.get_size(), Float.BYTES);
        MemorySegment tensor = KernelBuffers.allocate(arena, floats);
        Pointer address = keep(new BytePointer(tensor.asByteBuffer()));
        return keep(new memory(description, cpu, address));
    }

    private void move(memory from, memory to) {
        try (reorder mover = new reorder(from, to)) {
            mover.execute(calls, from, to);
            calls._wait();
        }
    }

    private void argument(int position, int which, memory tensor) {
        arguments.position(position).arg(which).memory(tensor.get());
    }

    private String describe(convolution_forward.primitive_desc chosen, memory.format_tag tag) {
        String name = chosen.impl_info_str().getString();
        return tag == memory.format_tag.any
                ? name + " on " + TensorFormat.describe(chosen.src_desc(), dims.input())
                : name;
    }

    @Override
    public String implementation() {
        return implementation;
    }

    @Override
    public boolean forChecks() {
        return implementation.startsWith(REFERENCE);
    }

    @Override
    public boolean sameLayout() {
        return sameLayout;
    }

    @Override
    public void run() {
        // The C function: the C++ one builds a hash map of the tensors for each call.
        int status = dnnl.dnnl_primitive_execute(primitive, queue, argumentCount, arguments);
        if (status != dnnl.dnnl_success) {
            throw new ContenderException("oneDNN: status " + status);
        }
    }

    @Override
    public float[] output() {
        calls._wait();
        float[] values = new float[Math.toIntExact(workload.outputElements())];
        try (memory wanted = new memory(format(dims.output()), cpu)) {
            move(output, wanted);
            new FloatPointer(wanted.get_data_handle()).get(values);
        }
        return values;
    }

    @Override
    public void close() {
        owned.reversed().forEach(Pointer::close);
        arena.close();
    }
}
