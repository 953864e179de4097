package org.lanewise.tuner.peers.worker;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.runtime.MachineProbe;
import org.lanewise.runtime.VectorGate;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.worker.Limits;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;

/** The measuring process: one question a line, one answer a line, until standard input ends. */
public final class PeersMain {
    private static final JsonType<Question> QUESTIONS =
            Jsonb.builder().build().type(Question.class);
    private static final JsonType<Answer> ANSWERS = Jsonb.builder().build().type(Answer.class);

    private @Nullable Match match;

    private PeersMain() {}

    /**
     * Answers questions.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        // Libraries may print; answers must stay alone on standard output.
        System.setOut(System.err);
        PeersMain main = new PeersMain();
        try (BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(ANSWERS.toJson(main.answer(QUESTIONS.fromJson(line))));
                answers.flush();
            }
        } finally {
            if (main.match != null) {
                main.match.close();
            }
        }
    }

    private Answer answer(Question question) throws IOException {
        if (!VectorGate.open()) {
            return Answer.failure(VectorGate.REMEDY);
        }
        try {
            return switch (question.kind()) {
                case MACHINE -> Answer.machine(MachineProbe.detect());
                case LIMITS -> Answer.limits(Limits.measure(question.threads()));
                case OPEN -> {
                    Match opened = Match.open(question);
                    match = opened;
                    yield Answer.contenders(opened.names());
                }
                case PROVE -> match().prove(question.number());
                case ROUND -> Answer.round(match().round(question.number()));
            };
        } catch (PeerMissingException | MeasureException | KernelCompileException unable) {
            return Answer.failure(String.valueOf(unable.getMessage()));
        }
    }

    private Match match() {
        return Objects.requireNonNull(match, "OPEN comes first");
    }
}
