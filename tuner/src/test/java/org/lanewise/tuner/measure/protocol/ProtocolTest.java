package org.lanewise.tuner.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.Outcome;
import org.lanewise.host.MachineProbe;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;

/** Every message survives its way through JSON. */
class ProtocolTest {
    private static final Candidate CANDIDATE = new Candidate("w", "s");
    private static final Request.Plan PLAN = Request.Plan.SCREEN.with(CacheState.COLD).cutAt(2.5);

    private static final List<Outcome> OUTCOMES =
            List.of(
                    new Outcome.Measured(new Estimate(2, 1, 3), List.of(1.0, 2.0, 3.0), 4),
                    new Outcome.CompileFailed("line 1\n\"line\" 2"),
                    new Outcome.WrongResult("element 3"),
                    new Outcome.NotIntrinsified(Long.MAX_VALUE, "why"),
                    new Outcome.TimedOut(5),
                    new Outcome.WorkerDied("exit code 1"));

    private static final MachineLimits LIMITS =
            new MachineLimits(2, 99.5, List.of(new MemoryLevel("L1", 1 << 15, 50)));

    private static final Spent SPENT =
            new Spent(Map.of(Phase.JIT.name(), 1.5, Phase.TIME.name(), 2.5));

    static Stream<Request> requests() {
        return Stream.of(
                new Request.WhichMachine(),
                new Request.Peak(2_500),
                new Request.Control(),
                new Request.Prepare(List.of(CANDIDATE, CANDIDATE)),
                new Request.Measure(CANDIDATE, PLAN),
                new Request.Compare(List.of(CANDIDATE), PLAN));
    }

    static Stream<Reply> replies() {
        return Stream.concat(
                Stream.of(
                        new Reply.ThisMachine(MachineProbe.detect()),
                        new Reply.Peak(1.5),
                        new Reply.Control(2.5),
                        new Reply.Prepared(SPENT),
                        new Reply.Compared(OUTCOMES)),
                OUTCOMES.stream().map(outcome -> new Reply.Measured(outcome, SPENT)));
    }

    static Stream<Question> questions() {
        return Stream.of(
                new Question.WhichMachine(),
                new Question.Limits(4),
                new Question.Open("w", "c", 2, CacheState.COLD),
                new Question.Prove(3),
                new Question.Round(7));
    }

    static Stream<Answer> answers() {
        return Stream.of(
                new Answer.ThisMachine(MachineProbe.detect()),
                new Answer.Limits(LIMITS),
                new Answer.Contenders(List.of("a", "b")),
                new Answer.Right("i", false),
                new Answer.Wrong("i", "why"),
                new Answer.Times(List.of(1.0, 2.0)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestArrives(Request request) {
        assertArrives(Request.class, request);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyArrives(Reply reply) {
        assertArrives(Reply.class, reply);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionArrives(Question question) {
        assertArrives(Question.class, question);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerArrives(Answer answer) {
        assertArrives(Answer.class, answer);
    }

    @Test
    void aFreshKernelArrivesWithItsClassAndItsOutcomeComesBack() {
        FreshKernels fresh =
                new FreshKernels(
                        List.of(new FreshKernels.Kernel(CANDIDATE, new byte[] {1, -1, 0})), PLAN);
        JsonType<FreshKernels> question = Jsonb.builder().build().type(FreshKernels.class);
        assertThat(question.fromJson(question.toJson(fresh)))
                .usingRecursiveComparison()
                .isEqualTo(fresh);
        assertArrives(FreshKernels.Answer.class, new FreshKernels.Answer(OUTCOMES));
    }

    /** The types are listed by hand in annotations, so this finds one that was forgotten. */
    @Test
    void noMessageIsLeftOut() {
        assertThat(kinds(requests())).containsExactlyInAnyOrder(leaves(Request.class));
        assertThat(kinds(replies())).containsExactlyInAnyOrder(leaves(Reply.class));
        assertThat(kinds(questions())).containsExactlyInAnyOrder(leaves(Question.class));
        assertThat(kinds(answers())).containsExactlyInAnyOrder(leaves(Answer.class));
        assertThat(kinds(OUTCOMES.stream())).containsExactlyInAnyOrder(leaves(Outcome.class));
    }

    private static List<Class<?>> kinds(Stream<?> messages) {
        return messages.<Class<?>>map(Object::getClass).distinct().toList();
    }

    private static Class<?>[] leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind ->
                        kind.isSealed() ? Arrays.stream(leaves(kind)) : Stream.<Class<?>>of(kind))
                .toArray(Class<?>[]::new);
    }

    private static <T> void assertArrives(Class<T> kind, T message) {
        JsonType<T> type = Jsonb.builder().build().type(kind);
        String line = type.toJson(message);
        assertThat(line).doesNotContain("\n");
        assertThat(type.fromJson(line)).isEqualTo(message);
    }
}
