package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.host.Capabilities;
import org.lanewise.host.Lack;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * The worker process, which measures one kernel after the other. What it measures with is made for
 * the first of them: who only asks what machine this is has an answer in half the time.
 */
public final class WorkerMain {
    /** Longer than C2 takes for the few largest methods it accepts. */
    private static final Duration BACKLOG_LIMIT = Duration.ofSeconds(4);

    /** The kernel has settled before; a moment is left for JMH's own loop. */
    private static final Duration LOOP_WARM_UP = Duration.ofMillis(3);

    /**
     * What it takes to measure.
     *
     * @param jit records what becomes of all kernels, so it is there before the first
     */
    private record Tools(JitLog jit, Bench bench) {
        static Tools make() {
            return new Tools(new JitLog(), new Bench());
        }
    }

    private @Nullable Tools made;

    private WorkerMain() {}

    /**
     * Serves requests.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Serves until this JVM ends, and with it all that it holds.
        ParentLink.serve(Request.class, Reply.class, new WorkerMain()::reply);
    }

    private Tools tools() {
        Tools known = made;
        if (known == null) {
            known = Tools.make();
            made = known;
        }
        return known;
    }

    private Bench bench() {
        return tools().bench;
    }

    /** Asked before anything is tuned: where vectors are slower than scalar code nothing is. */
    private static Machine machine() {
        Optional<Lack> lack = Capabilities.ofThisJvm().againstVectors();
        if (lack.isPresent()) {
            throw new MeasureException(lack.get().sentence());
        }
        return MachineProbe.detect();
    }

    private Reply reply(Request request) {
        if (!Capabilities.vectorApi()) {
            throw new MeasureException(Lack.VECTOR_API.sentence());
        }
        return switch (request) {
            case Request.WhichMachine() -> new Reply.ThisMachine(machine());
            case Request.Peak(long againMs) ->
                    new Reply.Peak(Jmh.peakGflops(1, Duration.ofMillis(againMs)));
            case Request.Control() -> new Reply.Control(control());
            case Request.Prepare(List<Candidate> candidates) -> {
                Bench bench = bench();
                long start = System.nanoTime();
                prepare(candidates);
                yield new Reply.Prepared(bench.spent().scaledTo((System.nanoTime() - start) / 1e6));
            }
            case Request.Measure(Candidate candidate, Request.Plan plan) ->
                    new Reply.Measured(measure(Bench.legal(candidate), plan), bench().spent());
            case Request.Compare(List<Candidate> candidates, Request.Plan plan) -> {
                Reply compared =
                        new Reply.Compared(
                                KernelTurns.outcomes(
                                        prepare(candidates).stream().map(bench()::prepare).toList(),
                                        plan));
                // It is no part of a search, whose next reply would tell it.
                bench().spent();
                yield compared;
            }
        };
    }

    private double control() {
        return bench().control()
                .orElseThrow(() ->
                        new MeasureException("The control kernel did not reach compiled code."));
    }

    private List<LegalSchedule> prepare(List<Candidate> candidates) {
        List<LegalSchedule> legal = candidates.stream().map(Bench::legal).toList();
        bench().prepareAll(legal);
        return legal;
    }

    private Outcome measure(LegalSchedule legal, Request.Plan plan) {
        Subject subject;
        try {
            subject = bench().prepare(legal);
        } catch (KernelCompileException refused) {
            return new Outcome.CompileFailed(String.valueOf(refused.getMessage()));
        }
        return Measurement.of(subject, plan, LOOP_WARM_UP, () -> words(subject));
    }

    private String words(Subject subject) {
        CompileQueue.drain(BACKLOG_LIMIT);
        return tools().jit.of(subject.className());
    }
}
