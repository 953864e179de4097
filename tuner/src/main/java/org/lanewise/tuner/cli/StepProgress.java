package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how many of so many equal steps are done: a bar on a terminal, a line every few seconds
 * elsewhere. Thread-safe.
 */
final class StepProgress implements AutoCloseable {
    private static final long INTERVAL_NANOS = 5_000_000_000L;
    private static final int UPDATE_MS = 250;

    /** Asking the terminal for its width would load JLine, which takes Ctrl-C away from the JVM. */
    private static final int WIDTH = 79;

    private final String task;
    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();

    /**
     * Begins to show the progress of a task.
     *
     * @param err for lines, stays open; a bar goes to the terminal itself
     */
    StepProgress(String task, PrintWriter err) {
        this.task = task;
        this.err = err;
        this.bar = TerminalProgress.onTerminal() ? bar(task, -1, System.err) : null;
    }

    static ProgressBar bar(String task, long steps, PrintStream out) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                .build();
    }

    synchronized void reached(long done, long all) {
        if (bar != null) {
            bar.maxHint(all);
            bar.stepTo(done);
        } else if (done == all || System.nanoTime() - lastLine > INTERVAL_NANOS) {
            lastLine = System.nanoTime();
            err.println(String.format(Locale.ROOT, "%s: %d of %d", task, done, all));
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
        err.flush();
    }
}
