package org.lanewise.tuner.measure.child;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.lanewise.tuner.measure.protocol.MeasureException;

/** The child's side of a {@link ChildJvm}: the connection to the process that started this JVM. */
public final class ParentLink {
    static final String VARIABLE = "LANEWISE_LINK";

    /** No JSON begins so. */
    static final String REFUSED = "!";

    /** Longer than an orderly end takes. */
    private static final long HALT_MS = 3_000;

    private ParentLink() {}

    /**
     * Answers questions, one after the other, until the parent hangs up or is gone; then this JVM
     * ends, whatever it does at that moment. What it prints is nobody's answer.
     *
     * @param question what it is asked, a type with JSON
     * @param reply what it replies, a type with JSON
     * @param answers gives the reply; its {@link MeasureException} is a refusal
     * @throws IOException if the parent is gone already
     * @throws InterruptedException if this thread is asked to stop
     */
    public static <Q, R> void serve(Class<Q> question, Class<R> reply, Function<Q, R> answers)
            throws IOException, InterruptedException {
        String address = System.getenv(VARIABLE);
        if (address == null) {
            throw new IOException(
                    "This program answers to Lanewise alone, which has not started it.");
        }
        JsonType<Q> questions = Jsonb.builder().build().type(question);
        JsonType<R> replies = Jsonb.builder().build().type(reply);
        Link link = Door.knock(address);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("parent").start(() -> listen(link, lines));
        while (true) {
            Q asked = questions.fromJson(lines.take());
            link.send(line(asked, answers, replies));
        }
    }

    private static <Q, R> String line(Q question, Function<Q, R> answers, JsonType<R> replies) {
        try {
            return replies.toJson(answers.apply(question));
        } catch (MeasureException refused) {
            return REFUSED + String.valueOf(refused.getMessage()).replaceAll("\\R", " ");
        }
    }

    private static void listen(Link link, BlockingQueue<String> lines) {
        try {
            for (String line = link.receive(); line != null; line = link.receive()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            // A parent that was killed may break the connection instead of closing it.
            end();
            return;
        }
        end();
    }

    /** In order, which removes temporary files; but not for ever. */
    private static void end() {
        Thread.ofPlatform().daemon().start(ParentLink::halt);
        System.exit(0);
    }

    private static void halt() {
        try {
            Thread.sleep(HALT_MS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
