package org.lanewise.tuner.measure.worker;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The kernel that JMH times. */
@State(Scope.Benchmark)
public class KernelState {
    /** JMH makes the states itself, so the kernel waits here. */
    static final AtomicReference<@Nullable Subject> PROVED = new AtomicReference<>();

    private @Nullable Subject subject;

    /** Takes the proved subject. */
    @Setup(Level.Trial)
    public void prepare() {
        subject = PROVED.get();
    }

    /** One complete convolution. */
    @SuppressWarnings("NullAway") // JMH has called prepare() before.
    void run() {
        subject.run();
    }
}
