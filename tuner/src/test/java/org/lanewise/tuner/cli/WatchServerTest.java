package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;

class WatchServerTest {
    private static final BestConfig BEST =
            new BestConfig(
                    new Machine("CPU", "avx512", 512, 2, "Linux", "25", List.of()),
                    "net",
                    CacheState.HOT,
                    100,
                    List.of());

    /** What comes back, head and all. */
    private static String asked(URI address, String host) throws IOException {
        return asked("GET", address, host);
    }

    private static String asked(String method, URI address, String host) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    (method + " / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void thePageFollowsTheNewestResultAndEndsWithTheTune() throws IOException {
        URI address;
        try (WatchServer watch = WatchServer.start(best -> "<p>" + best.suite() + "</p>")) {
            address = watch.address();
            String host = address.getAuthority();
            assertThat(asked(address, host)).contains("200 OK", "no result yet", "text/plain");
            watch.show(BEST);
            assertThat(asked(address, host))
                    .contains("text/html", "Refresh: 15")
                    .endsWith("<p>net</p>");
            assertThat(asked("HEAD", address, host))
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-length: 10")
                    .endsWith("\r\n\r\n");
            assertThat(asked(address, "evil.example:" + address.getPort()))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("net</p>");
        }
        assertThatIOException().isThrownBy(() -> asked(address, address.getAuthority()));
    }

    @Test
    void aDatabaseThatCannotBeReadIsSaid() throws IOException {
        try (WatchServer watch =
                WatchServer.start(best -> {
                    throw new DatabaseException("It is gone.", new IOException());
                })) {
            watch.show(BEST);
            assertThat(asked(watch.address(), watch.address().getAuthority()))
                    .startsWith("HTTP/1.1 500")
                    .endsWith("It is gone.");
        }
    }
}
