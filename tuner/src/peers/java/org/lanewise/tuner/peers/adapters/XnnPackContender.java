package org.lanewise.tuner.peers.adapters;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Workload;

/** A convolution of XNNPACK with as many groups as input channels. */
final class XnnPackContender implements Contender {
    /** What it may read behind the end of a tensor, and more. */
    private static final int FLOATS_BEHIND = 64;

    private final XnnPackLibrary library;
    private final Workload workload;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment operator;
    private final MemorySegment output;

    private XnnPackContender(XnnPackLibrary library, Task task) {
        this.library = library;
        this.workload = task.workload();
        this.operator = created(task);
        MemorySegment sizes = arena.allocate(ValueLayout.JAVA_LONG, 3);
        library.reshape(
                operator,
                (long) workload.batch(),
                (long) workload.input().h(),
                (long) workload.input().w(),
                sizes.asSlice(0, Long.BYTES),
                sizes.asSlice(Long.BYTES, Long.BYTES),
                sizes.asSlice(2 * Long.BYTES, Long.BYTES),
                MemorySegment.NULL);
        MemorySegment workspace =
                arena.allocate(Math.max(1, sizes.get(ValueLayout.JAVA_LONG, 0)), Long.BYTES * 8);
        output = KernelBuffers.allocate(arena, workload.outputElements() + FLOATS_BEHIND);
        library.setup(operator, workspace, tensor(task.data().input()), output);
    }

    static XnnPackContender open(XnnPackLibrary library, Task task) {
        return new XnnPackContender(library, task);
    }

    private MemorySegment created(Task task) {
        Padding padding = workload.padding();
        int channels = workload.channels();
        MemorySegment made = arena.allocate(ValueLayout.ADDRESS);
        library.create(
                padding.top(),
                padding.right(),
                padding.bottom(),
                padding.left(),
                workload.kernel().h(),
                workload.kernel().w(),
                workload.stride().h(),
                workload.stride().w(),
                workload.dilation().h(),
                workload.dilation().w(),
                channels,
                1L,
                (long) workload.multiplier(),
                (long) channels,
                (long) workload.outputChannels(),
                tensor(task.data().weights()),
                workload.epilogue().bias() ? tensor(task.data().bias()) : MemorySegment.NULL,
                workload.epilogue().low(),
                workload.epilogue().high(),
                0,
                MemorySegment.NULL,
                made);
        return made.get(ValueLayout.ADDRESS, 0);
    }

    private MemorySegment tensor(float[] values) {
        MemorySegment tensor = KernelBuffers.allocate(arena, values.length + FLOATS_BEHIND);
        MemorySegment.copy(values, 0, tensor, ValueLayout.JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    @Override
    public String implementation() {
        return "convolution2d_nhwc_f32 of TensorFlow Lite 2.20";
    }

    @Override
    public void run() {
        library.run(operator);
    }

    @Override
    public float[] output() {
        return output.asSlice(0, workload.outputElements() * Float.BYTES)
                .toArray(ValueLayout.JAVA_FLOAT);
    }

    @Override
    public void close() {
        library.delete(operator);
        arena.close();
    }
}
