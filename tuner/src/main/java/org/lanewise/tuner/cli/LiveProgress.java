package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;

/** Progress as a live bar for each layer's search and one for the confirmation. */
final class LiveProgress implements TerminalProgress {
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
        this.bar = StepProgress.bar("starting", -1, out);
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        if (!searching) {
            searching = true;
            bar.close();
            bar =
                    StepProgress.bar(
                            "searching",
                            wanted == Integer.MAX_VALUE
                                    ? -1
                                    : (long) wanted * suite.layers().size(),
                            out);
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
    public void disturbed(Layer layer, int candidates) {
        // These were counted when they were first tried.
        bar.stepBy(-candidates);
        bar.setExtraMessage(" " + layer.name() + ": disturbed, measuring again");
    }

    @Override
    public void confirming(Layer layer, int finalists) {
        if (!confirming) {
            confirming = true;
            bar.close();
            bar = StepProgress.bar("confirming in fresh JVMs", suite.layers().size(), out);
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
