package org.lanewise.tuner.measure.worker;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.runtime.MachineProbe;
import org.lanewise.runtime.VectorGate;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.workload.Workload;

/** The worker process: one request a line, one reply a line, until standard input ends. */
public final class WorkerMain {
    private static final JsonType<Request> REQUESTS = Jsonb.builder().build().type(Request.class);
    private static final JsonType<Reply> REPLIES = Jsonb.builder().build().type(Reply.class);

    /** Longer than C2 takes for the few largest methods it accepts. */
    private static final Duration BACKLOG_LIMIT = Duration.ofSeconds(4);

    private WorkerMain() {}

    /**
     * Serves requests.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        PrintStream replies = System.out;
        // JMH and kernels may print; replies must stay alone on standard output.
        System.setOut(System.err);
        try (JitLog jit = new JitLog();
                Bench bench = new Bench();
                BufferedReader requests =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                replies.println(REPLIES.toJson(answer(bench, jit, REQUESTS.fromJson(line))));
                replies.flush();
            }
        }
    }

    private static Reply answer(Bench bench, JitLog jit, Request request) {
        if (!VectorGate.open()) {
            return Reply.refused(VectorGate.REMEDY);
        }
        return switch (request.kind()) {
            case MACHINE -> Reply.machine(MachineProbe.detect());
            case PEAK -> Reply.peak(Jmh.peakGflops());
            case CONTROL -> control(bench);
            case PREPARE -> prepare(bench, request);
            case KERNEL -> kernel(bench, jit, request);
            case COMPARE -> Reply.compared(Turns.samples(subjects(bench, request), request.plan()));
        };
    }

    private static Reply control(Bench bench) {
        OptionalDouble nanos = bench.control();
        return nanos.isPresent()
                ? Reply.control(nanos.getAsDouble())
                : Reply.refused("The control kernel did not reach compiled code.");
    }

    private static Reply prepare(Bench bench, Request request) {
        bench.prepareAll(workload(request), schedules(request));
        return Reply.prepared();
    }

    private static List<Subject> subjects(Bench bench, Request request) {
        Workload workload = workload(request);
        List<Schedule> schedules = schedules(request);
        bench.prepareAll(workload, schedules);
        return schedules.stream().map(schedule -> bench.prepare(workload, schedule)).toList();
    }

    private static Workload workload(Request request) {
        return Workload.parse(request.workload());
    }

    private static List<Schedule> schedules(Request request) {
        return request.schedules().stream().map(Schedule::parse).toList();
    }

    private static List<Double> samples(Subject subject, Request.Plan plan) {
        List<Double> looks = subject.settle(plan.cache());
        return plan.cuts(looks) ? looks : Jmh.inThisJvm(subject, plan);
    }

    private static Reply kernel(Bench bench, JitLog jit, Request request) {
        Subject subject;
        try {
            subject = bench.prepare(workload(request), schedules(request).getFirst());
        } catch (KernelCompileException refused) {
            return Reply.compileFailed(String.valueOf(refused.getMessage()));
        }
        return switch (subject.prove(request.plan().warmUpLimitMs())) {
            case Subject.Proof.Right(double warmUpMs) ->
                    Reply.measured(samples(subject, request.plan()), warmUpMs);
            case Subject.Proof.Wrong(String message) -> Reply.wrongResult(message);
            case Subject.Proof.Slow(long bytesPerCall) -> {
                CompileQueue.drain(BACKLOG_LIMIT);
                yield Reply.notIntrinsified(bytesPerCall, jit.of(subject.className()));
            }
        };
    }
}
