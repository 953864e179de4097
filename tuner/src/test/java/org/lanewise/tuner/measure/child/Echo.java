package org.lanewise.tuner.measure.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;

/** A child that answers with the question, or does what the question's first word says. */
final class Echo {
    private Echo() {}

    private static List<String> command(String... flags) {
        List<String> command = new ArrayList<>(List.of(WorkerJvm.java()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Echo.class.getName()));
        return command;
    }

    static ChildJvm<Candidate, Candidate> start(Map<String, String> environment, String... flags)
            throws InterruptedException {
        return ChildJvm.start(command(flags), environment, Candidate.class, Candidate.class);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(Candidate.class, Candidate.class, Echo::answer);
    }

    private static Candidate answer(Candidate question) {
        switch (question.workload()) {
            case "print" -> System.out.print("{\"no\": \"answer\"}\nnor this");
            case "refuse" -> throw new MeasureException("Not\nto be done.");
            case "fail" -> throw new IllegalStateException("broken inside");
            case "exit" -> System.exit(42);
            case "hang" -> hang();
            default -> {
                return question;
            }
        }
        return new Candidate("done", "");
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException woken) {
            throw new IllegalStateException(woken);
        }
    }
}
