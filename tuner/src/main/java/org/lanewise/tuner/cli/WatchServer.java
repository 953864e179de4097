package org.lanewise.tuner.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;

/**
 * A page that follows a running tune, for browsers of this machine; it ends with the tune.
 * Thread-safe.
 */
final class WatchServer implements AutoCloseable {
    /** Making a page takes a moment of a processor that is to measure. */
    private static final int SECONDS = 15;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;
    private static final int NO_BODY = -1;

    /** In digits that every browser takes. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final Function<BestConfig, String> page;
    private volatile @Nullable BestConfig newest;

    private WatchServer(HttpServer server, Function<BestConfig, String> page) {
        this.server = server;
        this.page = page;
    }

    /**
     * Begins to serve, on the loopback network alone.
     *
     * @param page makes the page of a result; called by a thread of this server
     * @throws IOException if no port can be opened there
     */
    static WatchServer start(Function<BestConfig, String> page) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
        WatchServer watch = new WatchServer(server, page);
        server.createContext("/", watch::answer);
        server.start();
        return watch;
    }

    /** Where it is. */
    URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
    }

    /** Shows a result from now on. */
    void show(BestConfig best) {
        newest = best;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Another site may have its name lead here, to read what this page shows.
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (address().getAuthority().equals(host)) {
                sendPage(exchange);
            } else {
                send(exchange, FORBIDDEN, "This page is at " + address() + " alone.");
            }
        }
    }

    private void sendPage(HttpExchange exchange) throws IOException {
        String text;
        try {
            text = text();
        } catch (RuntimeException unreadable) {
            send(exchange, FAILED, String.valueOf(unreadable.getMessage()));
            return;
        }
        send(exchange, OK, text);
    }

    private String text() {
        BestConfig best = newest;
        return best == null
                ? "The tune has no result yet; this page follows it."
                : page.apply(best);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Refresh", String.valueOf(SECONDS));
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        (text.startsWith("<") ? "text/html" : "text/plain") + "; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
