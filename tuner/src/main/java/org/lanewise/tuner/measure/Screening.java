package org.lanewise.tuner.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.WorkerMain;

/**
 * Measures candidates in a long-lived worker JVM and starts a new one whenever a candidate has
 * killed or hung it. Not thread-safe.
 */
public final class Screening implements AutoCloseable {
    /** Candidates to prepare together: enough to keep C2 busy, and few where a run is stopped. */
    public static final int GROUP = 8;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> command;
    private final Duration limit;
    private @Nullable Worker<Request, Reply> worker;

    /** Candidates get {@code LIMIT} each. */
    public Screening() {
        this(WorkerJvm.screeningCommand(WorkerMain.class.getName()), LIMIT);
    }

    Screening(List<String> command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    private Worker<Request, Reply> worker() {
        Worker<Request, Reply> running = worker;
        if (running == null) {
            running = new Worker<>(command, Map.of(), Request.class, Reply.class);
            worker = running;
        }
        return running;
    }

    /** Process id of the current worker, started if there is none. */
    public long pid() {
        return worker().pid();
    }

    /**
     * What machine the workers see.
     *
     * @throws MeasureException if no worker can tell, for example without the Vector API
     */
    public Machine machine() throws InterruptedException {
        Machine machine = ask(Request.Kind.MACHINE).machine();
        if (machine == null) {
            throw new MeasureException("The worker JVM did not tell which machine it runs on.");
        }
        return machine;
    }

    /**
     * FMA peak of one core, 10^9 floating-point operations a second, measured now.
     *
     * @throws MeasureException if it cannot be measured
     */
    public double peakGflops() throws InterruptedException {
        return ask(Request.Kind.PEAK).gflops();
    }

    /**
     * Nanoseconds a run that the control kernel takes in the current worker now; empty if it could
     * not be timed, which happens when the worker was killed or the machine is too busy to compile.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public OptionalDouble control() throws InterruptedException {
        try {
            return switch (worker().ask(Request.of(Request.Kind.CONTROL), limit)) {
                case Worker.Answer.Replied(Reply reply) ->
                        reply.kind() == Reply.Kind.CONTROL
                                ? OptionalDouble.of(reply.controlNs())
                                : OptionalDouble.empty();
                case Worker.Answer.Silent(Duration waited) -> unknown();
                case Worker.Answer.Died(String lastWords) -> unknown();
            };
        } catch (InterruptedException stopped) {
            dismiss();
            throw stopped;
        }
    }

    private OptionalDouble unknown() {
        dismiss();
        return OptionalDouble.empty();
    }

    private Reply ask(Request.Kind kind) throws InterruptedException {
        return switch (worker().ask(Request.of(kind), limit)) {
            case Worker.Answer.Replied<Reply>(Reply reply) -> {
                if (reply.kind() == Reply.Kind.REFUSED) {
                    throw new MeasureException(reply.message());
                }
                yield reply;
            }
            case Worker.Answer.Silent<Reply>(Duration waited) -> {
                dismiss();
                throw new MeasureException(
                        "The worker JVM did not answer within " + waited.toSeconds() + " seconds.");
            }
            case Worker.Answer.Died<Reply>(String lastWords) -> {
                dismiss();
                throw new MeasureException("The worker JVM ended with " + lastWords + ".");
            }
        };
    }

    /**
     * Brings candidates of one workload to compiled code, all processors at work, so that {@link
     * #measure} finds them ready. One that kills or hangs the worker is found out there.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public void prepare(List<LegalSchedule> candidates) throws InterruptedException {
        Request request = Request.of(Request.Kind.PREPARE, candidates, Request.Plan.of(0, 0, 0));
        try {
            if (!(worker().ask(request, limit) instanceof Worker.Answer.Replied<Reply>)) {
                dismiss();
            }
        } catch (InterruptedException stopped) {
            dismiss();
            throw stopped;
        }
    }

    /**
     * Generates, compiles, warms, checks and times one candidate.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public Outcome measure(LegalSchedule legal, Request.Plan plan) throws InterruptedException {
        Request request = Request.of(Request.Kind.KERNEL, List.of(legal), plan);
        try {
            return switch (worker().ask(request, limit)) {
                case Worker.Answer.Replied<Reply>(Reply reply) -> reply.outcome();
                case Worker.Answer.Silent<Reply>(Duration waited) -> {
                    dismiss();
                    yield new Outcome.TimedOut(waited.toMillis());
                }
                case Worker.Answer.Died<Reply>(String lastWords) -> {
                    dismiss();
                    yield new Outcome.WorkerDied(lastWords);
                }
            };
        } catch (InterruptedException stopped) {
            dismiss();
            throw stopped;
        }
    }

    /**
     * Times candidates of one workload in turns, in one JVM, caches hot.
     *
     * @return what became of each, in their order; empty if the worker did not live to tell
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public List<Outcome> compare(List<LegalSchedule> candidates, Request.Plan plan)
            throws InterruptedException {
        Request request = Request.of(Request.Kind.COMPARE, candidates, plan);
        try {
            if (worker().ask(request, limit) instanceof Worker.Answer.Replied<Reply>(Reply reply)
                    && reply.kind() == Reply.Kind.COMPARED) {
                return outcomes(reply.samplesNs(), candidates.size());
            }
        } catch (InterruptedException stopped) {
            dismiss();
            throw stopped;
        }
        dismiss();
        return List.of();
    }

    private static List<Outcome> outcomes(List<Double> samplesNs, int candidates) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            List<Double> own = new ArrayList<>();
            for (int sample = i; sample < samplesNs.size(); sample += candidates) {
                own.add(samplesNs.get(sample));
            }
            outcomes.add(
                    own.contains(0.0)
                            ? new Outcome.NotIntrinsified(0)
                            : new Outcome.Measured(Estimates.of(own), own, 0));
        }
        return outcomes;
    }

    private void dismiss() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void close() {
        dismiss();
    }
}
