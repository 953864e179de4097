package org.lanewise.tuner.measure.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DoorTest {
    @Test
    void strangersAreSentAwayAndTheChildComesIn()
            throws IOException, ExecutionException, InterruptedException {
        try (Door door = new Door();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Link> opened = other.submit(() -> door.open(() -> true));
            int port = Integer.parseInt(door.address().split(" ", 2)[0]);
            Socket gone = stranger(port);
            gone.close();
            Socket silent = stranger(port);
            Socket wrong = stranger(port);
            wrong.getOutputStream().write("a word\n".getBytes(StandardCharsets.UTF_8));
            try (Link child = Door.knock(door.address());
                    Link parent = opened.get()) {
                child.send("hello");
                assertThat(parent.receive()).isEqualTo("hello");
                assertThat(wrong.getInputStream().read()).isNegative();
                assertThat(silent.getInputStream().read()).isNegative();
            }
        }
    }

    @Test
    void whoEndedBeforeHeCameIsNotWaitedFor() throws IOException {
        try (Door door = new Door()) {
            assertThatIOException().isThrownBy(() -> door.open(() -> false));
        }
    }

    private static Socket stranger(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
