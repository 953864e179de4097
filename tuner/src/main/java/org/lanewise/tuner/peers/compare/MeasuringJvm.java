package org.lanewise.tuner.peers.compare;

import java.time.Duration;
import java.util.Map;
import org.lanewise.tuner.measure.Worker;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;
import org.lanewise.tuner.peers.worker.PeersMain;

/** A fresh JVM in which contenders run, under the flags of an application. Not thread-safe. */
final class MeasuringJvm implements AutoCloseable {
    /** Large layers take seconds in the reference, and C2 as long over a kernel. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The JVM is gone or hangs; the message is the rest of a sentence. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(String message) {
            super(message);
        }
    }

    private final Worker<Question, Answer> worker;

    MeasuringJvm(ComparePlan plan) {
        worker =
                new Worker<>(
                        WorkerJvm.applicationCommand(PeersMain.class.getName()),
                        environment(plan),
                        Question.class,
                        Answer.class);
    }

    private static Map<String, String> environment(ComparePlan plan) {
        return Map.of(
                // oneDNN computes on OpenMP's threads, which can only be counted from here.
                "OMP_NUM_THREADS",
                Integer.toString(plan.threads()),
                // Not as a flag: ONNX Runtime 1.29 goes through the command line of its process by
                // recursion, and six thousand characters overflow the stack of a Java thread.
                "CLASSPATH",
                WorkerJvm.classPath(plan.jars()));
    }

    /**
     * Asks.
     *
     * @throws Lost if the JVM died or does not answer
     * @throws MeasureException if it says that it cannot
     */
    Answer ask(Question question) throws InterruptedException, Lost {
        return switch (worker.ask(question, LIMIT)) {
            case Worker.Answer.Replied<Answer>(Answer answer) -> {
                if (!answer.failure().isEmpty()) {
                    throw new MeasureException(answer.failure());
                }
                yield answer;
            }
            case Worker.Answer.Silent<Answer>(Duration waited) ->
                    throw new Lost("did not answer within " + waited.toSeconds() + " seconds");
            case Worker.Answer.Died<Answer>(String lastWords) ->
                    throw new Lost("ended with " + lastWords);
        };
    }

    @Override
    public void close() {
        worker.close();
    }
}
