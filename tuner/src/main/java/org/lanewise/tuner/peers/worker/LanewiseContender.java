package org.lanewise.tuner.peers.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.WarmUp;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.threads.Team;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Workload;

/** Lanewise as an application runs it: through the run-time library, warmed up. */
final class LanewiseContender implements Contender {
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final Team team;
    private final TunedKernels kernels;
    private final DepthwiseConv conv;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment input;
    private final MemorySegment output;
    private final String implementation;

    private LanewiseContender(Task task, TunedKernels kernels, Team team) {
        this.team = team;
        this.kernels = kernels;
        Workload workload = task.workload();
        conv = kernels.depthwise(workload, task.data().weights(), task.data().bias(), team);
        input = KernelBuffers.copyOf(arena, task.data().input());
        output = KernelBuffers.allocate(arena, workload.outputElements());
        implementation = described(kernels, conv, conv.warmUp(WARM_UP));
    }

    static Entrant entrant(Task task, Path config) {
        return new Entrant(
                Entrant.LANEWISE,
                () -> new LanewiseContender(task, load(config), Team.of(task.threads())));
    }

    /** The command has read the file before, so that it cannot be read now is no user's error. */
    private static TunedKernels load(Path config) {
        try {
            return TunedKernels.load(config, LoadOptions.DEFAULT.with(Fallback.SILENT));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String described(
            TunedKernels kernels, DepthwiseConv conv, WarmUp.Result warmUp) {
        String kernel = conv.schedule().orElse("the scalar kernel");
        String tuned =
                switch (kernels.level(conv.workload())) {
                    case EXACT_MACHINE -> "";
                    case SAME_PROCESSOR, SAME_VECTORS -> " (tuned elsewhere)";
                    case SAME_CONVOLUTION -> " (tuned for another epilogue or batch)";
                    case NEIGHBOURING_SHAPE -> " (tuned for a neighbouring shape)";
                    case DEFAULT_SCHEDULE, SCALAR, VECTORS_NOT_COMPILED -> " (untuned)";
                };
        return switch (warmUp) {
            case WarmUp.Result.Ready ready -> kernel + tuned;
            case WarmUp.Result.StillSlow(long bytes) ->
                    kernel + tuned + " (never fully compiled, " + bytes + " bytes a call)";
        };
    }

    @Override
    public String implementation() {
        return implementation;
    }

    @Override
    public void run() {
        conv.run(input, output);
    }

    @Override
    public float[] output() {
        return output.toArray(ValueLayout.JAVA_FLOAT);
    }

    @Override
    public void close() {
        conv.close();
        kernels.close();
        team.close();
        arena.close();
    }
}
