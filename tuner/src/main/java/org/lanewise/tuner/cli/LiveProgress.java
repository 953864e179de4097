package org.lanewise.tuner.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.session.Expectation;
import org.lanewise.tuner.session.LayerProblem;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** Progress as a live bar for each layer's search and one for the confirmation. */
final class LiveProgress implements TerminalProgress {
    private final int layers;
    private final PrintStream out;
    private final BestSoFar best = new BestSoFar();
    private ProgressBar bar;
    private boolean confirming;
    private boolean searching;
    private long trials;
    private final Set<Layer> begun = new HashSet<>();
    private final Set<Workload> finished = new HashSet<>();

    LiveProgress(int layers, PrintStream out) {
        this.layers = layers;
        this.out = out;
        this.bar = StepProgress.bar("starting", -1, out);
    }

    @Override
    public void waiting(String holder) {
        bar.setExtraMessage(" waiting: " + holder + " is measuring");
    }

    @Override
    public void unused(List<Held> held, Machine here) {
        bar.close();
        MachineWords.unused(held, here).forEach(out::println);
        bar = StepProgress.bar("starting", -1, out);
    }

    @Override
    public void affords(Expectation expected) {
        bar.close();
        out.println(BudgetWords.of(expected));
        bar = StepProgress.bar("starting", -1, out);
    }

    @Override
    public void searching(Layer layer, int known, int wanted) {
        if (!searching) {
            searching = true;
            confirming = false;
            bar.close();
            bar =
                    StepProgress.bar(
                            "searching",
                            wanted == Integer.MAX_VALUE ? -1 : (long) wanted * layers,
                            out);
            bar.stepTo(trials);
        }
        if (begun.add(layer)) {
            trials += known;
            bar.stepTo(trials);
        }
    }

    @Override
    public void retrying(Layer layer, int winners) {
        bar.setExtraMessage(" " + TerminalProgress.retryingWords(layer, winners));
    }

    @Override
    public void tried(Layer layer, Schedule schedule, Outcome outcome) {
        best.add(layer, outcome);
        trials++;
        bar.stepTo(trials);
        bar.setExtraMessage(" " + layer.name() + ": " + best.words(layer));
    }

    @Override
    public void disturbed(Layer layer, int candidates) {
        // These were counted when they were first tried.
        trials -= candidates;
        bar.stepTo(trials);
        bar.setExtraMessage(" " + layer.name() + ": disturbed, measuring again");
    }

    @Override
    public void confirming(Layer layer, int finalists) {
        if (!confirming) {
            confirming = true;
            searching = false;
            bar.close();
            bar = StepProgress.bar("confirming in fresh JVMs", layers, out);
            bar.stepTo(finished.size());
        }
        bar.setExtraMessage(layer.name());
    }

    @Override
    public void confirmed(Layer layer, Schedule schedule, Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.MEASURED) {
            bar.refresh();
        } else {
            bar.setExtraMessage(" " + layer.name() + ": " + outcome.words());
        }
    }

    @Override
    public void ablating(TunedLayer layer) {
        bar.setExtraMessage(" " + layer.layer() + ": one knob at a time");
    }

    @Override
    public void finished(TunedLayer layer) {
        finished.add(layer.workload());
        bar.stepTo(finished.size());
    }

    /** What it says stands under the table at the end. */
    @Override
    public void failed(LayerProblem problem) {
        bar.setExtraMessage(" " + problem.layer() + ": " + problem.reason());
    }

    @Override
    public void close() {
        bar.close();
    }
}
