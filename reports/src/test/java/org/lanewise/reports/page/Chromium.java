package org.lanewise.reports.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avaje.jsonb.Jsonb;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A real browser without a window, which is told what to do by the DevTools protocol. Thread-safe.
 */
final class Chromium implements AutoCloseable {
    private static final Jsonb JSON = Jsonb.builder().build();
    private static final String DATA = "\"data\":\"";
    private static final int LONG = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<Map<String, Object>>> asked =
            new ConcurrentHashMap<>();
    private final List<BiConsumer<String, Map<String, Object>>> listeners =
            new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();

    private Chromium(Process process, URI address) {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(address, new Heard())
                        .join();
    }

    /** Where it is installed. */
    private static Optional<Path> program() {
        List<Path> folders =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it, or skips the test with a word. */
    static Chromium startIfInstalled(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = program();
        assumeTrue(
                program.isPresent(),
                "No chromium, chromium-browser or google-chrome is on the PATH.");
        return start(program.get(), folder);
    }

    /**
     * Starts it.
     *
     * @param folder where it may write
     */
    private static Chromium start(Path program, Path folder)
            throws IOException, InterruptedException {
        Path profile = folder.resolve("profile");
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(folder.resolve("browser.log").toFile())
                        .start();
        try {
            return new Chromium(process, address(process, profile.resolve("DevToolsActivePort")));
        } catch (IOException | RuntimeException | InterruptedException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /** The browser writes port and path into a file once it listens. */
    private static URI address(Process process, Path file)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            }
            // Nobody tells when the file is there.
            Thread.sleep(20);
        }
        throw new IOException("The browser does not listen.");
    }

    /** An empty tab. */
    Tab tab() {
        String target =
                (String)
                        ask("", "Target.createTarget", Map.of("url", "about:blank"))
                                .get("targetId");
        String session =
                (String)
                        ask(
                                        "",
                                        "Target.attachToTarget",
                                        Map.of("targetId", target, "flatten", true))
                                .get("sessionId");
        return new Tab(this, target, session);
    }

    /** Asks for something and waits for the answer. */
    Map<String, Object> ask(String session, String method, Map<String, Object> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        asked.put(id, answer);
        Map<String, Object> message =
                session.isEmpty()
                        ? Map.of("id", id, "method", method, "params", parameters)
                        : Map.of(
                                "id",
                                id,
                                "method",
                                method,
                                "params",
                                parameters,
                                "sessionId",
                                session);
        String text = JSON.type(Object.class).toJson(message);
        synchronized (socket) {
            socket.sendText(text, true).join();
        }
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Tells of events of a session: the method and its parameters. */
    void listen(String session, BiConsumer<String, Map<String, Object>> listener) {
        listeners.add((method, message) -> {
            if (session.equals(message.get("sessionId"))) {
                listener.accept(method, object(message.get("params")));
            }
        });
    }

    /** An object of JSON, whose names are texts; none where there is nothing. */
    @SuppressWarnings("unchecked") // JSON has no maps of other keys.
    static Map<String, Object> object(Object any) {
        return any == null ? Map.of() : (Map<String, Object>) any;
    }

    private void heard(String text) {
        Map<String, Object> message = parsed(text);
        if (!message.containsKey("id")) {
            String method = (String) message.get("method");
            listeners.forEach(listener -> listener.accept(method, message));
            return;
        }
        CompletableFuture<Map<String, Object>> answer =
                asked.remove(((Number) message.get("id")).intValue());
        if (message.containsKey("error")) {
            answer.completeExceptionally(
                    new IllegalStateException(message.get("error").toString()));
        } else {
            answer.complete(object(message.get("result")));
        }
    }

    /**
     * The parser takes no long texts, and a page's PDF is one: a word in base64, which ends at a
     * quote.
     */
    private static Map<String, Object> parsed(String text) {
        int begin = text.indexOf(DATA) + DATA.length();
        if (text.length() < LONG || begin < DATA.length()) {
            return object(JSON.type(Object.class).fromJson(text));
        }
        int end = text.indexOf('"', begin);
        Map<String, Object> message = parsed(text.substring(0, begin) + text.substring(end));
        object(message.get("result")).put("data", text.substring(begin, end));
        return message;
    }

    /** Puts messages together that come in parts. */
    private final class Heard implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onError(WebSocket from, Throwable broken) {
            asked.values().forEach(answer -> answer.completeExceptionally(broken));
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String whole = parts.toString();
                parts.setLength(0);
                heard(whole);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    /** Its helpers still write into its folder until it has ended by itself. */
    @Override
    public void close() {
        try {
            ask("", "Browser.close", Map.of());
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}
