package org.lanewise.tuner.measure.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.tuner.measure.Signals;
import org.lanewise.tuner.measure.protocol.Candidate;
import org.lanewise.tuner.measure.protocol.WorkerJvm;

/** Real JVMs that answer, keep silent, die, chatter and lose their parents. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ChildJvmTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static Candidate word(String word) {
        return new Candidate(word, "x");
    }

    private static ChildJvm.Answer<Candidate> replied(String word, String more) {
        return new ChildJvm.Answer.Replied<>(new Candidate(word, more));
    }

    @Test
    void questionsAreAnsweredOneAfterTheOther() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            assertThat(child.ask(word("a\nb \u00e4"), LONG)).isEqualTo(replied("a\nb \u00e4", "x"));
            assertThat(child.ask(word("!"), LONG)).isEqualTo(replied("!", "x"));
        }
    }

    @Test
    void aRefusalIsOneSentenceAndTheChildGoesOn() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            assertThat(child.ask(word("refuse"), LONG))
                    .isEqualTo(new ChildJvm.Answer.Refused<>("Not to be done."));
            assertThat(child.ask(word("a"), LONG)).isEqualTo(replied("a", "x"));
        }
    }

    @Test
    void whateverTheChildPrintsIsNoAnswer() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            assertThat(child.ask(word("print"), LONG)).isEqualTo(replied("done", ""));
            assertThat(child.ask(word("a"), LONG)).isEqualTo(replied("a", "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xlog:gc", "-Xlog:class+load", "-XX:+PrintFlagsFinal", "-verbose"})
    void whateverTheJvmPrintsIsNoAnswer(String flag) throws InterruptedException {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", flag);
        try (ChildJvm<Candidate, Candidate> child = Echo.start(environment, "-XshowSettings:all")) {
            assertThat(child.ask(word("a"), LONG)).isEqualTo(replied("a", "x"));
        }
    }

    @Test
    void deathIsToldWithItsExitCodeAndLastWords() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            child.ask(word("print"), LONG);
            assertThat(child.ask(word("exit"), LONG))
                    .isEqualTo(
                            new ChildJvm.Answer.Died<>(
                                    "exit code 42: {\"no\": \"answer\"} | nor this"));
            assertThat(child.ask(word("a"), LONG)).isInstanceOf(ChildJvm.Answer.Died.class);
        }
    }

    @Test
    void anErrorInsideIsToldByItsMessageAndWithoutItsStack() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            assertThat(lastWords(child.ask(word("fail"), LONG)))
                    .contains("IllegalStateException: broken inside")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aJvmThatCannotStartSaysWhy() throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of(), "-Xmx1k")) {
            assertThat(lastWords(child.ask(word("a"), LONG)))
                    .contains("exit code 1: ", "Too small maximum heap");
        }
    }

    @Test
    void whoHangsIsSilentAndGoesWhenItIsClosed() throws InterruptedException {
        long pid;
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            child.ask(word("a"), LONG);
            pid = child.pid();
            assertThat(child.ask(word("hang"), SHORT))
                    .isEqualTo(new ChildJvm.Answer.Silent<>(SHORT));
        }
        assertThat(Signals.goes(pid, Duration.ZERO)).isTrue();
    }

    @Test
    void whoIsStoppedIsSilentAndGoesWhenItIsClosed() throws IOException, InterruptedException {
        long pid;
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            child.ask(word("a"), LONG);
            pid = child.pid();
            Signals.stop(pid);
            assertThat(child.ask(word("a"), SHORT)).isEqualTo(new ChildJvm.Answer.Silent<>(SHORT));
        }
        assertThat(Signals.goes(pid, Duration.ZERO)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void aChildDoesNotOutliveItsParentWhateverItDoes(String signal)
            throws IOException, InterruptedException {
        Process parent = parent();
        long child = Long.parseLong(parent.inputReader().readLine());
        Signals.send(signal, parent.pid());
        assertThat(Signals.goes(child, SOON)).isTrue();
        assertThat(Signals.goes(parent.pid(), SOON)).isTrue();
    }

    @Test
    void aStoppedChildDoesNotOutliveAParentThatIsAskedToEnd()
            throws IOException, InterruptedException {
        Process parent = parent();
        long child = Long.parseLong(parent.inputReader().readLine());
        Signals.stop(child);
        Signals.send("TERM", parent.pid());
        assertThat(Signals.goes(child, SOON)).isTrue();
    }

    private static String lastWords(ChildJvm.Answer<Candidate> answer) {
        if (answer instanceof ChildJvm.Answer.Died<Candidate>(String lastWords)) {
            return lastWords;
        }
        throw new AssertionError(answer + " is no death");
    }

    private static Process parent() throws IOException {
        return new ProcessBuilder(
                        List.of(
                                WorkerJvm.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
