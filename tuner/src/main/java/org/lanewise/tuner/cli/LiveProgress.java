package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.Locale;
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

    private final Suite suite;
    private final PrintStream out;
    private final BestSoFar best = new BestSoFar();
    private ProgressBar bar;
    private boolean confirming;
    private int started;

    LiveProgress(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
        this.bar = bar("starting", -1);
    }

    private ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        bar.close();
        started++;
        best.reset();
        bar =
                bar(
                        started + "/" + suite.layers().size() + " " + layer.name(),
                        wanted == Integer.MAX_VALUE ? -1 : wanted);
        bar.stepTo(known);
    }

    @Override
    public void tried(Layer layer, Schedule schedule, Outcome outcome) {
        best.add(layer, outcome);
        bar.step();
        bar.setExtraMessage(String.format(Locale.ROOT, "best %.1f GFLOP/s", best.gflops()));
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
