package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.reports.Format;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.session.Expectation;
import org.lanewise.tuner.session.LayerProblem;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** Progress as plain lines: one for each layer's beginning and end and one every few seconds. */
final class LineProgress implements TerminalProgress {
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final int layers;
    private final PrintStream out;
    private final BestSoFar best = new BestSoFar();
    private final Set<Layer> begun = new HashSet<>();
    private final Set<Workload> finished = new HashSet<>();
    private long lastLine = System.nanoTime();

    LineProgress(int layers, PrintStream out) {
        this.layers = layers;
        this.out = out;
    }

    @Override
    public void waiting(String holder) {
        say("Waiting: %s is measuring on this machine", holder);
    }

    @Override
    public void unused(List<Held> held, Machine here) {
        MachineWords.unused(held, here).forEach(line -> say("%s", line));
    }

    @Override
    public void affords(Expectation expected) {
        say("%s", BudgetWords.of(expected));
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        if (begun.add(layer)) {
            say(
                    "Searching %s (%d of %d)%s",
                    layer.name(),
                    begun.size(),
                    layers,
                    known == 0 ? "" : ", " + known + " trials are known");
        }
    }

    @Override
    public void retrying(Layer layer, int winners) {
        say("%s", TerminalProgress.retryingWords(layer, winners));
    }

    @Override
    public void tried(Layer layer, Schedule schedule, Outcome outcome) {
        best.add(layer, outcome);
        if (best.trials() == 1 || System.nanoTime() - lastLine > INTERVAL_NANOS) {
            say("  trial %d, %s: %s", best.trials(), layer.name(), best.words(layer));
        }
    }

    @Override
    public void disturbed(Layer layer, int candidates) {
        String trials = candidates == 1 ? "1 trial" : candidates + " trials";
        say("The machine was disturbed: %s of %s again", trials, layer.name());
    }

    @Override
    public void confirming(Layer layer, int finalists) {
        say("Confirming %s in fresh JVMs: %s", layer.name(), Format.count(finalists, "schedule"));
    }

    @Override
    public void confirmed(Layer layer, Schedule schedule, Outcome outcome) {
        // Times are in the database, and what they come to is in the layer's line.
        if (outcome.kind() != Outcome.Kind.MEASURED) {
            say(
                    "  %s: a fresh JVM with %s gave no time: %s",
                    layer.name(), schedule, outcome.words());
        }
    }

    @Override
    public void ablating(TunedLayer layer) {
        say("Changing one knob of the winner of %s at a time", layer.layer());
    }

    @Override
    public void finished(TunedLayer layer) {
        finished.add(layer.workload());
        say(
                "Done %d of %d, %s: %.1f GFLOP/s, %.2fx the default",
                finished.size(),
                layers,
                layer.layer(),
                layer.bestTime().gflops(layer.workload()),
                layer.speedup());
    }

    @Override
    public void failed(LayerProblem problem) {
        say("%s: %s", problem.layer(), problem.reason());
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
