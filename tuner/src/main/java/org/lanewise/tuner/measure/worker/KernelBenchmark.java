package org.lanewise.tuner.measure.worker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** One complete convolution, one thread, caches as hot as the working set allows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
    /** The subject of a run in this JVM; a forked JVM prepares its own. */
    static final AtomicReference<@Nullable Subject> PROVED = new AtomicReference<>();

    private static final int WARM_UP_LIMIT_MS = 8_000;

    /** Text form of the workload. */
    @Param("")
    public String workload = "";

    /** Text form of the schedule. */
    @Param("")
    public String schedule = "";

    private @Nullable Subject subject;
    private double warmUpMs;

    /** Takes the proved subject, or makes and proves one. */
    @Setup(Level.Trial)
    public void prepare() {
        Subject ready = PROVED.get();
        subject = ready == null ? proveHere() : ready;
    }

    private Subject proveHere() {
        // The bench stays open: its tensors live as long as this JVM, which is one trial.
        Subject made = new Bench().prepare(Workload.parse(workload), Schedule.parse(schedule));
        Subject.Proof proof = made.prove(WARM_UP_LIMIT_MS);
        if (!(proof instanceof Subject.Proof.Right(double millis))) {
            throw new IllegalStateException(schedule + " failed in a fresh JVM: " + proof);
        }
        warmUpMs = millis;
        return made;
    }

    /** Times one convolution. */
    @Benchmark
    @SuppressWarnings("NullAway") // JMH has called prepare() before.
    public void convolve(Cold cold) {
        cold.warmUpMs = warmUpMs;
        subject.run();
    }

    /** Carries the warm-up time out of the forked JVM beside the score. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cold {
        /** Milliseconds from the first call to compiled code, in this JVM. */
        public double warmUpMs;

        static double warmUpMs(IterationResult iteration) {
            Result<?> counter = iteration.getSecondaryResults().get("warmUpMs");
            if (counter == null) {
                throw new IllegalStateException("JMH lost the counter warmUpMs");
            }
            return counter.getScore();
        }
    }
}
