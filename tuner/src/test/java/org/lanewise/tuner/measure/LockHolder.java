package org.lanewise.tuner.measure;

import java.io.IOException;
import java.nio.file.Path;

/** Takes the lock in a folder, says so, and keeps it until standard input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (MachineLock _ = MachineLock.take(Path.of(args[0]), "tune abc", holder -> {})) {
            System.out.println("taken");
            int end = System.in.read();
            System.out.println(end);
        }
    }
}
