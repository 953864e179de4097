package org.lanewise.tuner.peers.compare;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lanewise.tuner.measure.TimeLimit;
import org.lanewise.tuner.measure.child.ChildJvm;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;
import org.lanewise.tuner.peers.worker.PeersMain;
import org.lanewise.workload.Workload;

/** A fresh JVM in which contenders run, under the flags of an application. Not thread-safe. */
final class MeasuringJvm implements AutoCloseable {
    /** C2 takes seconds over a kernel, and a library as long over its first call. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Complete runs between two answers, those of all contenders in a round. */
    private static final int RUNS = 50;

    /** The JVM is gone or hangs; the message is the rest of a sentence. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(String message) {
            super(message);
        }
    }

    private final ChildJvm<Question, Answer> jvm;
    private final Duration limit;

    /** For questions about the machine. */
    MeasuringJvm(ComparePlan plan) throws InterruptedException {
        this(plan, LIMIT, Optional.empty());
    }

    /**
     * For one workload.
     *
     * @param isa what oneDNN is held to
     */
    MeasuringJvm(ComparePlan plan, Workload workload, Optional<OneDnnIsa> isa)
            throws InterruptedException {
        this(plan, TimeLimit.runs(LIMIT, workload, RUNS), isa);
    }

    private MeasuringJvm(ComparePlan plan, Duration limit, Optional<OneDnnIsa> isa)
            throws InterruptedException {
        this.limit = limit;
        jvm =
                ChildJvm.start(
                        WorkerJvm.applicationCommand(PeersMain.class.getName()),
                        environment(plan, isa),
                        Question.class,
                        Answer.class);
    }

    private static Map<String, String> environment(ComparePlan plan, Optional<OneDnnIsa> isa) {
        Map<String, String> environment = new HashMap<>();
        // oneDNN computes on OpenMP's threads, which can only be counted from here.
        environment.put("OMP_NUM_THREADS", Integer.toString(plan.threads()));
        isa.ifPresent(held -> environment.put(OneDnnIsa.VARIABLE, held.name()));
        // Not as a flag: ONNX Runtime 1.29 goes through the command line of its process by
        // recursion, and six thousand characters overflow the stack of a Java thread.
        environment.put("CLASSPATH", WorkerJvm.classPath(plan.jars()));
        return environment;
    }

    /**
     * Asks.
     *
     * @param kind of the answer that belongs to the question
     * @throws Lost if the JVM died or does not answer
     * @throws MeasureException if it says that it cannot
     */
    <A extends Answer> A ask(Question question, Class<A> kind) throws InterruptedException, Lost {
        return switch (jvm.ask(question, limit)) {
            case ChildJvm.Answer.Replied<Answer>(Answer answer) -> kind.cast(answer);
            case ChildJvm.Answer.Refused<Answer>(String sentence) ->
                    throw new MeasureException(sentence);
            case ChildJvm.Answer.Silent<Answer>(Duration waited) ->
                    throw new Lost("did not answer within " + waited.toSeconds() + " seconds");
            case ChildJvm.Answer.Died<Answer>(String lastWords) ->
                    throw new Lost("ended with " + lastWords);
        };
    }

    @Override
    public void close() {
        jvm.close();
    }
}
