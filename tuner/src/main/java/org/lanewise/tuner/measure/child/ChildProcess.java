package org.lanewise.tuner.measure.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lanewise.tuner.measure.protocol.MeasureException;

/**
 * A process that does not outlive this one, and whose output nobody waits for. What it was given as
 * standard input ends when this process does. Not thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int GONE_SECONDS = 5;

    private final Process process;
    private final Chatter chatter;

    private ChildProcess(Process process) {
        this.process = process;
        this.chatter = new Chatter(process.getInputStream(), "chatter-" + process.pid());
    }

    /**
     * Starts a process.
     *
     * @param command its command line
     * @param environment variables it gets besides those of this process
     * @throws MeasureException if it cannot be started
     * @throws InterruptedException if this process is about to end
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(Children.start(builder));
        } catch (IOException failed) {
            throw new MeasureException(
                    "A JVM cannot be started: " + failed.getMessage() + ".", failed);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits until it has ended.
     *
     * @return whether it has ended
     * @throws InterruptedException if the caller was asked to stop, or this process is about to end
     */
    public boolean ended(Duration limit) throws InterruptedException {
        boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        Children.goOn();
        return ended;
    }

    /**
     * What it ended with: its exit code and last words.
     *
     * @throws IllegalThreadStateException if it has not ended
     */
    public String end() throws InterruptedException {
        String words = lastWords();
        return "exit code " + process.exitValue() + (words.isEmpty() ? "" : ": " + words);
    }

    /** The end of what it printed, made one line; empty if it printed nothing that tells. */
    public String lastWords() throws InterruptedException {
        return chatter.lastWords();
    }

    /** Time of processors that it has had; nothing where the system does not tell. */
    Duration used() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean runs() {
        return process.isAlive();
    }

    /** Gives it a moment to end by itself. */
    void close(Duration moment) {
        try {
            process.waitFor(moment.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Kills it, a stopped one too, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        // Until it is gone it would disturb whatever is measured next.
        process.onExit().completeOnTimeout(process, GONE_SECONDS, TimeUnit.SECONDS).join();
    }
}
