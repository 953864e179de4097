package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.CacheState;
import org.lanewise.runtime.TargetProbe;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The kernel that JMH times. */
@State(Scope.Benchmark)
public class KernelState {
    /** The subject of a run in this JVM; a forked JVM prepares its own. */
    static final AtomicReference<@Nullable Subject> PROVED = new AtomicReference<>();

    private static final int WARM_UP_LIMIT_MS = 8_000;

    /** Text form of the workload. */
    @Param("")
    public String workload = "";

    /** Text form of the schedule. */
    @Param("")
    public String schedule = "";

    /** File with the kernel's class: compiling it here would take longer than all the rest. */
    @Param("")
    public String classFile = "";

    private @Nullable Subject subject;
    private double warmUpMs;

    /** Takes the proved subject, or makes and proves one. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        Subject ready = PROVED.get();
        subject = ready == null ? proveHere() : ready;
    }

    private Subject proveHere() throws IOException {
        LegalSchedule legal =
                ScheduleSpace.of(Workload.parse(workload), TargetProbe.detect())
                        .admit(Schedule.parse(schedule));
        // The bench stays open: its tensors live as long as this JVM, which is one trial.
        Subject made = new Bench().prepare(legal, Files.readAllBytes(Path.of(classFile)));
        Subject.Proof proof = made.prove(WARM_UP_LIMIT_MS);
        if (!(proof instanceof Subject.Proof.Right(double millis))) {
            throw new IllegalStateException(schedule + " failed in a fresh JVM: " + proof);
        }
        made.settle(CacheState.HOT);
        warmUpMs = millis;
        return made;
    }

    /** Milliseconds from the first call to compiled code, where it was made here. */
    double warmUpMs() {
        return warmUpMs;
    }

    /** One complete convolution. */
    @SuppressWarnings("NullAway") // JMH has called prepare() before.
    void run() {
        subject.run();
    }
}
