package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Layer;
import org.lanewise.workload.Suite;

/** Progress as a live bar for each layer's search and one for the confirmation. */
final class LiveProgress implements TerminalProgress {
    private static final int UPDATE_MS = 250;

    /** Asking the terminal for its width would load JLine, which takes Ctrl-C away from the JVM. */
    private static final int WIDTH = 79;

    private final Suite suite;
    private final PrintStream out;
    private final BestSoFar best = new BestSoFar();
    private ProgressBar bar;
    private boolean confirming;
    private boolean searching;
    private final Set<Layer> begun = new HashSet<>();

    LiveProgress(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
        this.bar = bar("starting", -1);
    }

    private ProgressBar bar(String task, long steps) {
        return bar(out, task, steps);
    }

    /**
     * A bar on a terminal.
     *
     * @param steps how many there will be, -1 if nobody knows
     */
    static ProgressBar bar(PrintStream out, String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                .build();
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        if (!searching) {
            searching = true;
            bar.close();
            bar =
                    bar(
                            "searching",
                            wanted == Integer.MAX_VALUE
                                    ? -1
                                    : (long) wanted * suite.layers().size());
        }
        if (begun.add(layer)) {
            bar.stepBy(known);
        }
    }

    @Override
    public void tried(Layer layer, Schedule schedule, Outcome outcome) {
        best.add(layer, outcome);
        bar.step();
        bar.setExtraMessage(
                String.format(
                        Locale.ROOT, " %s: best %.1f GFLOP/s", layer.name(), best.gflops(layer)));
    }

    @Override
    public void confirming(Layer layer, int finalists) {
        if (!confirming) {
            confirming = true;
            bar.close();
            bar = bar("confirming in fresh JVMs", suite.layers().size());
        }
        bar.setExtraMessage(layer.name());
    }

    @Override
    public void confirmed(Layer layer, Schedule schedule, Outcome outcome) {
        bar.refresh();
    }

    @Override
    public void finished(TunedLayer layer) {
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
