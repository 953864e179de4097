package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.time.Duration;
import org.lanewise.codegen.KernelSource;
import org.lanewise.db.Outcome;
import org.lanewise.host.JitSetup;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.FreshKernel;

/** The process of one kernel, under the flags of an application. */
public final class FreshMain {
    private FreshMain() {}

    /**
     * Answers one question.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(FreshKernel.class, Outcome.class, FreshMain::outcome);
    }

    private static Outcome outcome(FreshKernel fresh) {
        LegalSchedule legal = Bench.legal(fresh.candidate());
        JitSetup.ensure();
        try (Tensors tensors = new Tensors(legal.workload())) {
            Subject subject =
                    new Subject(
                            KernelSource.of(legal), fresh.classFile(), tensors, new Stopwatch());
            return Measurement.of(
                    subject,
                    fresh.plan(),
                    Duration.ofMillis(fresh.plan().iterationMs()),
                    () -> "HotSpot did not compile it in a fresh JVM in the time given.");
        }
    }
}
