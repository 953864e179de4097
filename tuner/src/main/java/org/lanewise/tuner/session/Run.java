package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.workload.Workload;

/**
 * What all steps of one tuning run work with.
 *
 * @param plan what to tune
 * @param machine where
 * @param peakGflops FMA peak of one core, measured as the run began
 * @param limits what one core of this machine can do, where that was measured before
 * @param journal where trials are recorded
 * @param screening times candidates in a JVM that lives on
 * @param fresh times finalists in JVMs that have just started
 * @param progress is told what happens
 * @param problems what went wrong with single layers
 * @param pace how long steps take
 * @param deadline when the run must be over
 */
record Run(
        TuningPlan plan,
        Machine machine,
        double peakGflops,
        Optional<MachineLimits> limits,
        Journal journal,
        Screening screening,
        Fresh fresh,
        Progress progress,
        Problems problems,
        Pace pace,
        Deadline deadline) {
    /** What no kernel of a workload goes below, ns; 0 if it is not known. */
    double leastNanos(Workload workload) {
        return limits.stream()
                .mapToDouble(known -> known.leastNanos(workload, plan.cache()))
                .findFirst()
                .orElse(0);
    }

    /**
     * Times kernels of one workload in turns in one JVM, caches hot, and records them.
     *
     * @return what became of each, in their order; nothing if the JVM did not answer
     */
    List<Outcome> inTurns(
            List<LegalSchedule> kernels, Request.Plan turns, Stage stage, Deadline deadline)
            throws InterruptedException {
        Duration usual = pace.playOff().expected().multipliedBy(kernels.size());
        long start = System.nanoTime();
        List<Outcome> outcomes = screening.compare(kernels, turns, deadline.patience(usual));
        pace.playOff().tookSince(start, kernels.size());
        for (int i = 0; i < outcomes.size(); i++) {
            LegalSchedule kernel = kernels.get(i);
            journal.record(kernel.workload(), kernel.schedule(), stage, outcomes.get(i));
        }
        return outcomes;
    }

    /** The schedules of a workload on this machine. */
    ScheduleSpace space(Workload workload) {
        return ScheduleSpace.of(workload, machine.target());
    }
}
