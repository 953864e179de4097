package org.lanewise.tuner.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A worker that reads a request and then does what its argument says instead of answering. */
final class BadWorker {
    private BadWorker() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader requests =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        requests.readLine();
        switch (args[0]) {
            case "hang" -> new CountDownLatch(1).await();
            case "die" -> {
                System.err.println("goodbye");
                System.exit(42);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
