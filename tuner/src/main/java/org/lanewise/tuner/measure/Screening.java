package org.lanewise.tuner.measure;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.child.ChildJvm;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.Spent;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.WorkerMain;

/**
 * Measures candidates in a long-lived worker JVM and starts a new one whenever a candidate has
 * killed or hung it. Not thread-safe.
 */
public final class Screening implements AutoCloseable {
    /** Candidates to prepare together: enough to keep C2 busy, and few where a run is stopped. */
    public static final int GROUP = 16;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;
    private final Cutoff cutoff;
    private @Nullable ChildJvm<Request, Reply> worker;
    private Spent spent = Spent.nothing();

    /** Candidates get {@code LIMIT} each, and more where a run takes long. */
    public Screening() {
        this(Cutoff.never());
    }

    /** The same, but no answer is waited for beyond the cutoff. */
    public Screening(Cutoff cutoff) {
        this(WorkerJvm.screeningCommand(WorkerMain.class.getName()), Map.of(), LIMIT, cutoff);
    }

    /**
     * The same with another limit.
     *
     * @param limit for candidates that are measured, besides what their runs take
     */
    public Screening(Duration limit) {
        this(WorkerJvm.screeningCommand(WorkerMain.class.getName()), Map.of(), limit);
    }

    Screening(List<String> command, Map<String, String> environment, Duration limit) {
        this(command, environment, limit, Cutoff.never());
    }

    Screening(
            List<String> command, Map<String, String> environment, Duration limit, Cutoff cutoff) {
        this.command = command;
        this.environment = environment;
        this.limit = limit;
        this.cutoff = cutoff;
    }

    private ChildJvm<Request, Reply> worker() throws InterruptedException {
        ChildJvm<Request, Reply> running = worker;
        if (running == null) {
            running = ChildJvm.start(command, environment, Request.class, Reply.class);
            worker = running;
        }
        return running;
    }

    /** Process id of the current worker, started if there is none. */
    public long pid() throws InterruptedException {
        return worker().pid();
    }

    /** Whoever does not answer is replaced before the next question. */
    private ChildJvm.Answer<Reply> ask(Request request, Duration longest)
            throws InterruptedException {
        boolean alive = false;
        try {
            ChildJvm.Answer<Reply> answer = worker().ask(request, longest, cutoff.left());
            alive =
                    switch (answer) {
                        case ChildJvm.Answer.Replied<Reply> replied -> true;
                        case ChildJvm.Answer.Refused<Reply> refused -> true;
                        case ChildJvm.Answer.Silent<Reply> silent -> false;
                        case ChildJvm.Answer.Died<Reply> died -> false;
                    };
            return answer;
        } finally {
            if (!alive) {
                close();
            }
        }
    }

    /**
     * What machine the workers see.
     *
     * @throws MeasureException if no worker can tell, for example without the Vector API
     */
    public Machine machine() throws InterruptedException {
        return switch (ask(new Request.WhichMachine(), limit)) {
            case ChildJvm.Answer.Replied<Reply>(Reply reply) ->
                    ((Reply.ThisMachine) reply).machine();
            case ChildJvm.Answer.Refused<Reply>(String sentence) ->
                    throw new MeasureException(sentence);
            case ChildJvm.Answer.Silent<Reply>(Duration waited) ->
                    throw new MeasureException(
                            "The worker JVM did not answer within "
                                    + waited.toSeconds()
                                    + " seconds.");
            case ChildJvm.Answer.Died<Reply>(String lastWords) ->
                    throw new MeasureException("The worker JVM ended with " + lastWords + ".");
        };
    }

    /**
     * FMA peak of one core, 10^9 floating-point operations a second, measured now; 0 where other
     * work on the machine leaves no moment in which it could be measured.
     *
     * @param again for how long it may be measured again on a busy machine
     */
    public double peakGflops(Duration again) throws InterruptedException {
        return ask(new Request.Peak(again.toMillis()), limit)
                        instanceof ChildJvm.Answer.Replied<Reply>(Reply.Peak(double gflops))
                ? gflops
                : 0;
    }

    /**
     * Nanoseconds a run that the control kernel takes in the current worker now; empty if it could
     * not be timed, which happens when the worker was killed or the machine is too busy to compile.
     *
     * @param patience as when a candidate is measured
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public OptionalDouble control(Duration patience) throws InterruptedException {
        return ask(new Request.Control(), TimeLimit.shorter(limit, patience))
                        instanceof ChildJvm.Answer.Replied<Reply>(Reply.Control(double controlNs))
                ? OptionalDouble.of(controlNs)
                : OptionalDouble.empty();
    }

    /**
     * {@link #prepare(List, Duration)} with the usual patience.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public void prepare(List<LegalSchedule> candidates) throws InterruptedException {
        prepare(candidates, limit);
    }

    /**
     * Brings candidates of one workload to compiled code, all processors at work, so that they are
     * found ready when they are measured. One that kills or hangs the worker is found out there.
     *
     * @param patience as when one is measured
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public void prepare(List<LegalSchedule> candidates, Duration patience)
            throws InterruptedException {
        ChildJvm.Answer<Reply> answer =
                ask(
                        new Request.Prepare(names(candidates)),
                        TimeLimit.toPrepare(
                                TimeLimit.shorter(limit, patience),
                                candidates.getFirst().workload()));
        if (answer instanceof ChildJvm.Answer.Replied<Reply>(Reply.Prepared(Spent more))) {
            spent = spent.plus(more);
        }
    }

    /** What workers that lived to tell spent on candidates that were prepared or measured. */
    public Spent spent() {
        return spent;
    }

    /**
     * {@link #measure(LegalSchedule, Request.Plan, Duration)} with the usual patience.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public Outcome measure(LegalSchedule legal, Request.Plan plan) throws InterruptedException {
        return measure(legal, plan, limit);
    }

    /**
     * Generates, compiles, warms, checks and times one candidate.
     *
     * @param patience to wait no longer than this, and what the workload's size asks for, where
     *     less than usual is left
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public Outcome measure(LegalSchedule legal, Request.Plan plan, Duration patience)
            throws InterruptedException {
        return switch (ask(
                new Request.Measure(Candidate.of(legal), plan),
                TimeLimit.toMeasure(
                        TimeLimit.shorter(limit, patience), legal.workload(), plan, 1))) {
            case ChildJvm.Answer.Replied<Reply>(Reply reply) -> outcome((Reply.Measured) reply);
            case ChildJvm.Answer.Refused<Reply>(String sentence) ->
                    new Outcome.WorkerDied(sentence);
            case ChildJvm.Answer.Silent<Reply>(Duration waited) ->
                    new Outcome.TimedOut(waited.toMillis());
            case ChildJvm.Answer.Died<Reply>(String lastWords) -> new Outcome.WorkerDied(lastWords);
        };
    }

    private Outcome outcome(Reply.Measured measured) {
        spent = spent.plus(measured.spent());
        return measured.outcome();
    }

    /**
     * Times candidates of one workload in turns, in one JVM, caches hot.
     *
     * @param patience as when one is measured
     * @return what became of each, in their order; empty if the worker did not live to tell
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public List<Outcome> compare(
            List<LegalSchedule> candidates, Request.Plan plan, Duration patience)
            throws InterruptedException {
        return turns(candidates, plan, TimeLimit.shorter(limit, patience))
                        instanceof
                        ChildJvm.Answer.Replied<Reply>(Reply.Compared(List<Outcome> outcomes))
                ? outcomes
                : List.of();
    }

    /**
     * The same with the usual patience.
     *
     * @return what became of each, in their order; where the worker did not tell, of each what
     *     became of that
     * @throws InterruptedException if the caller was asked to stop; the worker is gone then
     */
    public List<Outcome> compare(List<LegalSchedule> candidates, Request.Plan plan)
            throws InterruptedException {
        return switch (turns(candidates, plan, limit)) {
            case ChildJvm.Answer.Replied<Reply>(Reply reply) -> ((Reply.Compared) reply).outcomes();
            case ChildJvm.Answer.Refused<Reply>(String sentence) ->
                    Collections.nCopies(candidates.size(), new Outcome.WorkerDied(sentence));
            case ChildJvm.Answer.Silent<Reply>(Duration waited) ->
                    Collections.nCopies(candidates.size(), new Outcome.TimedOut(waited.toMillis()));
            case ChildJvm.Answer.Died<Reply>(String lastWords) ->
                    Collections.nCopies(candidates.size(), new Outcome.WorkerDied(lastWords));
        };
    }

    private ChildJvm.Answer<Reply> turns(
            List<LegalSchedule> candidates, Request.Plan plan, Duration floor)
            throws InterruptedException {
        return ask(
                new Request.Compare(names(candidates), plan),
                TimeLimit.toMeasure(
                        floor, candidates.getFirst().workload(), plan, candidates.size()));
    }

    private static List<Candidate> names(List<LegalSchedule> candidates) {
        return candidates.stream().map(Candidate::of).toList();
    }

    /** Ends the current worker. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }
}
