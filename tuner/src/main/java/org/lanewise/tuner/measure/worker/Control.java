package org.lanewise.tuner.measure.worker;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.lanewise.host.TargetProbe;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.protocol.ControlKernel;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * The kernel whose time tells whether the machine is the one it was a moment ago. It is made once a
 * worker, so that nothing but the machine can change its time. Not thread-safe.
 */
final class Control {
    /** Even stretched on a busy machine, less than the tuner waits for a reply. */
    private static final int WARM_UP_LIMIT_MS = 3_000;

    private static final int LOOKS = Request.Plan.SCREEN.iterations();

    /** As long as an iteration of a trial: what disturbs the one must disturb the other. */
    private static final long LOOK_NANOS = 1_000_000L * Request.Plan.SCREEN.iterationMs();

    private @Nullable Subject subject;

    /** Nanoseconds a run now; empty while the machine is too busy to compile it. */
    OptionalDouble nanos(Bench bench) {
        Subject kernel = subject;
        if (kernel == null) {
            kernel =
                    bench.prepareApart(
                            ScheduleSpace.of(ControlKernel.WORKLOAD, TargetProbe.detect())
                                    .requireDefault());
            if (!(kernel.prove(WARM_UP_LIMIT_MS) instanceof Subject.Proof.Right)) {
                return OptionalDouble.empty();
            }
            Settling.of(kernel::look);
            subject = kernel;
        }
        Subject settled = kernel;
        // As of a candidate the fastest look counts: a moment's disturbance spoils neither.
        return DoubleStream.generate(() -> settled.look(LOOK_NANOS)).limit(LOOKS).min();
    }
}
