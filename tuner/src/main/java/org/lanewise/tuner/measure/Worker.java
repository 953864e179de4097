package org.lanewise.tuner.measure;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lanewise.tuner.measure.protocol.MeasureException;

/**
 * One worker JVM and the pipe to it: a line of JSON there, a line of JSON back. Its death or
 * silence is an answer, never an exception. Not thread-safe.
 *
 * @param <Q> what the worker is asked
 * @param <R> what it replies
 */
public final class Worker<Q, R> implements AutoCloseable {
    private static final int GONE_SECONDS = 5;

    /**
     * What came back.
     *
     * @param <R> what workers reply
     */
    public sealed interface Answer<R> {
        /** A reply came in time. */
        record Replied<R>(R reply) implements Answer<R> {}

        /** None came within the limit; the worker may still be at it. */
        record Silent<R>(Duration limit) implements Answer<R> {}

        /** The worker has ended. */
        record Died<R>(String lastWords) implements Answer<R> {}
    }

    private final JsonType<Q> questions;
    private final JsonType<R> answers;
    private final Process process;
    private final BufferedWriter requests;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Path log;

    /**
     * Starts a worker.
     *
     * @param command its command line
     * @param environment variables it gets besides those of this process
     * @param request what it is asked, a type with JSON
     * @param reply what it replies, a type with JSON
     * @throws MeasureException if it cannot be started
     */
    public Worker(
            List<String> command,
            Map<String, String> environment,
            Class<Q> request,
            Class<R> reply) {
        questions = Jsonb.builder().build().type(request);
        answers = Jsonb.builder().build().type(reply);
        try {
            log = Files.createTempFile("lanewise-worker", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failed) {
            throw new MeasureException(
                    "A worker JVM cannot be started: " + failed.getMessage(), failed);
        }
        requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "worker-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader replies = process.inputReader(StandardCharsets.UTF_8)) {
            replies.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException broken) {
            // A killed worker breaks the pipe; what follows says so.
            lines.add(Optional.empty());
            return;
        }
        lines.add(Optional.empty());
    }

    long pid() {
        return process.pid();
    }

    /**
     * Asks and waits for the reply.
     *
     * @throws InterruptedException if the caller was asked to stop; the worker is best closed then
     */
    public Answer<R> ask(Q request, Duration limit) throws InterruptedException {
        try {
            requests.write(questions.toJson(request));
            requests.newLine();
            requests.flush();
        } catch (IOException gone) {
            return died();
        }
        Optional<String> line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            return new Answer.Silent<>(limit);
        }
        if (line.isEmpty()) {
            return died();
        }
        try {
            return new Answer.Replied<>(answers.fromJson(line.get()));
        } catch (JsonException garbled) {
            return new Answer.Died<>("it printed '" + line.get() + "'");
        }
    }

    private Answer<R> died() throws InterruptedException {
        String code =
                process.waitFor(1, TimeUnit.SECONDS)
                        ? "exit code " + process.exitValue()
                        : "closed its output";
        return new Answer.Died<>(code + lastWords());
    }

    private String lastWords() {
        try (var errors = Files.lines(log)) {
            List<String> words =
                    errors.filter(line -> !line.startsWith("WARNING") && !line.isBlank())
                            .limit(5)
                            .toList();
            return words.isEmpty() ? "" : ": " + String.join(" | ", words);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return ", its log cannot be read";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        // Until it is gone it would disturb whatever is measured next.
        process.onExit().completeOnTimeout(process, GONE_SECONDS, TimeUnit.SECONDS).join();
        try {
            Files.deleteIfExists(log);
        } catch (IOException busy) {
            log.toFile().deleteOnExit();
        }
    }
}
