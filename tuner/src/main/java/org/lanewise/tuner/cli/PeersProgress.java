package org.lanewise.tuner.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.peers.compare.ComparePlan;
import org.lanewise.tuner.peers.compare.CompareProgress;
import org.lanewise.tuner.suites.Layer;

/** A comparison's progress: a live bar on a terminal, a line for each layer elsewhere. */
final class PeersProgress implements CompareProgress, AutoCloseable {
    private final int layers;
    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private @Nullable Layer current;
    private int begun;

    private PeersProgress(ComparePlan plan, PrintStream out) {
        this.layers = plan.suite().layers().size();
        this.out = out;
        this.bar =
                TerminalProgress.onTerminal()
                        ? StepProgress.bar("comparing", (long) layers * plan.rounds(), out)
                        : null;
    }

    static PeersProgress start(ComparePlan plan) {
        return new PeersProgress(plan, System.err);
    }

    @Override
    public void measuringLimits(int threads) {
        show("Measuring what this machine can do at the most, threads: " + threads);
    }

    @Override
    public void proving(Layer layer, String contender) {
        if (!layer.equals(current)) {
            current = layer;
            begun++;
            if (bar == null) {
                out.println("Comparing " + layer.name() + " (" + begun + " of " + layers + ")");
            }
        }
        if (bar != null) {
            bar.setExtraMessage(" " + layer.name() + ": checking " + contender);
        }
    }

    @Override
    public void round(Layer layer, int done, int rounds) {
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(" " + layer.name());
        }
    }

    private void show(String message) {
        if (bar == null) {
            out.println(message);
        } else {
            bar.setExtraMessage(" " + message);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        out.flush();
    }
}
