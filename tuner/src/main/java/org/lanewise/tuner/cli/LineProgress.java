package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;

/** Progress as plain lines: one for each layer's beginning and end and one every few seconds. */
final class LineProgress implements TerminalProgress {
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final Suite suite;
    private final PrintStream out;
    private final BestSoFar best = new BestSoFar();
    private final Set<Layer> begun = new HashSet<>();
    private int done;
    private long lastLine = System.nanoTime();

    LineProgress(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        if (begun.add(layer)) {
            say(
                    "Searching %s (%d of %d)%s",
                    layer.name(),
                    begun.size(),
                    suite.layers().size(),
                    known == 0 ? "" : ", " + known + " trials are known");
        }
    }

    @Override
    public void tried(Layer layer, Schedule schedule, Outcome outcome) {
        best.add(layer, outcome);
        if (best.trials() == 1 || System.nanoTime() - lastLine > INTERVAL_NANOS) {
            say(
                    "  trial %d, %s: best %.1f GFLOP/s",
                    best.trials(), layer.name(), best.gflops(layer));
        }
    }

    @Override
    public void disturbed(Layer layer, int candidates) {
        String trials = candidates == 1 ? "1 trial" : candidates + " trials";
        say("The machine was disturbed: %s of %s again", trials, layer.name());
    }

    @Override
    public void confirming(Layer layer, int finalists) {
        say("Confirming %s in fresh JVMs: %d schedules", layer.name(), finalists);
    }

    @Override
    public void confirmed(Layer layer, Schedule schedule, Outcome outcome) {
        // One line a layer is enough; the outcome is in the database.
    }

    @Override
    public void finished(TunedLayer layer) {
        done++;
        say(
                "Done %d of %d, %s: %.1f GFLOP/s, %.2fx the default",
                done,
                suite.layers().size(),
                layer.layer(),
                layer.bestTime().gflops(layer.workload()),
                layer.speedup());
    }

    private void say(String pattern, Object... values) {
        lastLine = System.nanoTime();
        out.println(String.format(Locale.ROOT, pattern, values));
    }

    @Override
    public void close() {
        out.flush();
    }
}
