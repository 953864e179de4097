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
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * One worker JVM and the pipe to it. Its death or silence is an answer, never an exception. Not
 * thread-safe.
 */
final class Worker implements AutoCloseable {
    private static final JsonType<Request> REQUESTS = Jsonb.builder().build().type(Request.class);
    private static final JsonType<Reply> REPLIES = Jsonb.builder().build().type(Reply.class);

    private static final int GONE_SECONDS = 5;

    /** What came back. */
    sealed interface Answer {
        record Replied(Reply reply) implements Answer {}

        record Silent(Duration limit) implements Answer {}

        record Died(String lastWords) implements Answer {}
    }

    private final Process process;
    private final BufferedWriter requests;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Path log;

    Worker(List<String> command) {
        try {
            log = Files.createTempFile("lanewise-worker", ".log");
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
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

    Answer ask(Request request, Duration limit) throws InterruptedException {
        try {
            requests.write(REQUESTS.toJson(request));
            requests.newLine();
            requests.flush();
        } catch (IOException gone) {
            return died();
        }
        Optional<String> line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            return new Answer.Silent(limit);
        }
        if (line.isEmpty()) {
            return died();
        }
        try {
            return new Answer.Replied(REPLIES.fromJson(line.get()));
        } catch (JsonException garbled) {
            return new Answer.Died("it printed '" + line.get() + "'");
        }
    }

    private Answer died() throws InterruptedException {
        String code =
                process.waitFor(1, TimeUnit.SECONDS)
                        ? "exit code " + process.exitValue()
                        : "closed its output";
        return new Answer.Died(code + lastWords());
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
