package org.lanewise.tuner.measure.child;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lanewise.tuner.measure.protocol.MeasureException;

/**
 * A JVM that answers questions: a line of JSON there, a line of JSON back. Its death or silence is
 * an answer, never an exception. Not thread-safe.
 *
 * @param <Q> what it is asked
 * @param <R> what it replies
 */
public final class ChildJvm<Q, R> implements AutoCloseable {
    /** Time to end in order, for example to remove its temporary files. */
    private static final Duration ORDERLY = Duration.ofSeconds(1);

    /**
     * What came back.
     *
     * @param <R> what the JVM replies
     */
    public sealed interface Answer<R> {
        /** A reply came in time. */
        record Replied<R>(R reply) implements Answer<R> {}

        /** It cannot do what it was asked; why, in a sentence for the user. */
        record Refused<R>(String sentence) implements Answer<R> {}

        /**
         * Nothing came within the limit, which is longer by the clock where the JVM works and gets
         * little of a busy machine; it may still be at it.
         */
        record Silent<R>(Duration limit) implements Answer<R> {}

        /** The JVM has ended; with what, as it follows "ended with". */
        record Died<R>(String lastWords) implements Answer<R> {}
    }

    private final JsonType<Q> questions;
    private final JsonType<R> replies;
    private final ChildProcess process;
    private final CompletableFuture<Link> link = new CompletableFuture<>();
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private ChildJvm(Class<Q> question, Class<R> reply, ChildProcess process, Door door) {
        questions = Jsonb.builder().build().type(question);
        replies = Jsonb.builder().build().type(reply);
        this.process = process;
        Thread.ofPlatform().daemon().name("link-" + process.pid()).start(() -> listen(door));
    }

    /**
     * Starts a JVM whose main method is to {@link ParentLink#serve}.
     *
     * @param command its command line
     * @param environment variables it gets besides those of this process
     * @param question what it is asked, a type with JSON
     * @param reply what it replies, a type with JSON
     * @throws MeasureException if it cannot be started
     * @throws InterruptedException if this process is about to end
     */
    public static <Q, R> ChildJvm<Q, R> start(
            List<String> command,
            Map<String, String> environment,
            Class<Q> question,
            Class<R> reply)
            throws InterruptedException {
        Door door = door();
        try {
            Map<String, String> variables = new HashMap<>(environment);
            variables.put(ParentLink.VARIABLE, door.address());
            return new ChildJvm<>(question, reply, ChildProcess.start(command, variables), door);
        } catch (MeasureException | InterruptedException notStarted) {
            close(door);
            throw notStarted;
        }
    }

    private static Door door() {
        try {
            return new Door();
        } catch (IOException refused) {
            throw new MeasureException(
                    "No connection can be opened to the JVMs that measure: "
                            + refused.getMessage()
                            + "; let this process use the loopback network.",
                    refused);
        }
    }

    private static void close(Door door) {
        try {
            door.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private void listen(Door door) {
        try (Link child = admit(door)) {
            link.complete(child);
            for (String line = child.receive(); line != null; line = child.receive()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException broken) {
            // The child is gone, perhaps before it came; whoever asks learns it now.
            link.completeExceptionally(broken);
        }
        lines.add(Optional.empty());
    }

    private Link admit(Door door) throws IOException {
        try (door) {
            return door.open(process::runs);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Asks and waits for the reply.
     *
     * @param limit for all of it, the JVM's start too if this is the first question; a JVM that
     *     works gets so much time of a processor, and up to four times as long by the clock
     * @throws InterruptedException if the caller was asked to stop, or this process is about to
     *     end; the JVM is best closed then
     */
    public Answer<R> ask(Q question, Duration limit) throws InterruptedException {
        return ask(question, limit, limit.multipliedBy(Wait.MOST_LIMITS));
    }

    /**
     * The same, but no longer than {@code most} by the clock.
     *
     * @param most even if the JVM works and had less of a processor than its limit
     */
    public Answer<R> ask(Q question, Duration limit, Duration most) throws InterruptedException {
        Duration given = limit.compareTo(most) < 0 ? limit : most;
        Wait wait = new Wait(limit, most, System.nanoTime(), process.used());
        try {
            Optional<Link> child = await(wait, this::link);
            if (child.isEmpty()) {
                return new Answer.Silent<>(given);
            }
            child.get().send(questions.toJson(question));
            Optional<Optional<String>> line = await(wait, this::line);
            if (line.isEmpty()) {
                return new Answer.Silent<>(given);
            }
            return line.get().isEmpty() ? died() : answer(line.get().get());
        } catch (ExecutionException | IOException gone) {
            return died();
        }
    }

    /** Something that may come within so many nanoseconds. */
    @FunctionalInterface
    private interface Coming<T> {
        Optional<T> within(long nanos) throws InterruptedException, ExecutionException;
    }

    private <T> Optional<T> await(Wait wait, Coming<T> coming)
            throws InterruptedException, ExecutionException {
        Optional<T> come;
        long next = wait.next(System.nanoTime(), process.used());
        do {
            come = coming.within(next);
            next = come.isPresent() ? 0 : wait.next(System.nanoTime(), process.used());
        } while (next > 0);
        return come;
    }

    private Optional<Link> link(long nanos) throws InterruptedException, ExecutionException {
        try {
            return Optional.of(link.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        }
    }

    private Optional<Optional<String>> line(long nanos) throws InterruptedException {
        return Optional.ofNullable(lines.poll(nanos, TimeUnit.NANOSECONDS));
    }

    private Answer<R> answer(String line) {
        return line.startsWith(ParentLink.REFUSED)
                ? new Answer.Refused<>(line.substring(ParentLink.REFUSED.length()))
                : new Answer.Replied<>(replies.fromJson(line));
    }

    private Answer<R> died() throws InterruptedException {
        return new Answer.Died<>(process.ended(ORDERLY) ? process.end() : "its connection closed");
    }

    /** Lets the JVM end, and kills it if it does not. */
    @Override
    public void close() {
        if (link.isDone() && !link.isCompletedExceptionally()) {
            hangUp(link.join());
            process.close(ORDERLY);
        }
        process.close();
    }

    private static void hangUp(Link link) {
        try {
            link.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
