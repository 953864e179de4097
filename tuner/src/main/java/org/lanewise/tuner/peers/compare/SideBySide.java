package org.lanewise.tuner.peers.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.peers.Standings;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.protocol.LeastLimits;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** One comparison: the machine's limits first, then layer by layer all contenders in turns. */
public final class SideBySide {
    /** A peak that is exceeded by more than this was measured on a busy machine. */
    private static final double TOLERANCE = 1.05;

    private final ComparePlan plan;
    private final TuningDatabase database;
    private final CompareProgress progress;

    /**
     * What a comparison found.
     *
     * @param layers the layers, in suite order
     * @param limits what the machine can do at the most
     * @param tuned whether Lanewise had a configuration to run with
     * @param isa what oneDNN was held to
     */
    public record Result(
            List<LayerComparison> layers,
            MachineLimits limits,
            boolean tuned,
            Optional<OneDnnIsa> isa) {
        /** Keeps an unmodifiable copy. */
        public Result {
            layers = List.copyOf(layers);
        }

        /** How the peers stand beside Lanewise. */
        public Standings standings() {
            return Ratios.standings(layers);
        }

        /** The most that any contender computed, 10^9 floating-point operations a second. */
        double reachedGflops() {
            return layers.stream().mapToDouble(LayerComparison::reachedGflops).max().orElse(0);
        }

        /** The same times under other limits. */
        Result under(MachineLimits other) {
            return new Result(
                    layers.stream().map(layer -> layer.under(other)).toList(), other, tuned, isa);
        }
    }

    /** A comparison that has not begun. */
    public SideBySide(ComparePlan plan, TuningDatabase database, CompareProgress progress) {
        this.plan = plan;
        this.database = database;
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @throws InterruptedException if the thread was asked to stop
     * @throws MeasureException if nothing can be measured, or a library cannot be loaded
     * @throws IOException if no temporary file can be written
     */
    public Result run() throws InterruptedException, IOException {
        Machine machine = ask(new Question.WhichMachine(), Answer.ThisMachine.class).machine();
        MachineLimits limits = limits(machine);
        Result result = compare(machine, limits);
        return result.reachedGflops() > TOLERANCE * limits.peakGflops()
                ? result.under(measured(machine))
                : result;
    }

    /** In a JVM that is gone before the first layer: beside it, it would collect and compile. */
    private <A extends Answer> A ask(Question question, Class<A> kind) throws InterruptedException {
        try (MeasuringJvm jvm = new MeasuringJvm(plan)) {
            return jvm.ask(question, kind);
        } catch (MeasuringJvm.Lost lost) {
            throw new MeasureException("The measuring JVM " + lost.getMessage() + ".", lost);
        }
    }

    private MachineLimits limits(Machine machine) throws InterruptedException {
        Optional<MachineLimits> known =
                database.limits(machine, plan.threads())
                        .filter(limits -> LeastLimits.reached(limits, machine.vectorBits()));
        return known.isPresent() && !plan.remeasure() ? known.get() : measured(machine);
    }

    private MachineLimits measured(Machine machine) throws InterruptedException {
        progress.measuringLimits(plan.threads());
        MachineLimits measured =
                ask(new Question.Limits(plan.threads()), Answer.Limits.class).limits();
        database.saveLimits(machine, measured);
        return measured;
    }

    private Result compare(Machine machine, MachineLimits limits)
            throws InterruptedException, IOException {
        Optional<OneDnnIsa> isa =
                machine.target().isa().family() == Target.AVX2.isa().family()
                        ? OneDnnIsa.of(machine.vectorBits())
                        : Optional.empty();
        if (plan.config().isPresent()) {
            return new Result(layers(machine, plan.config().get(), limits, isa), limits, true, isa);
        }
        String suite = plan.suite().name();
        String layout = plan.suite().layoutText();
        Optional<BestConfig> best =
                database.best(machine, suite, layout, plan.cache())
                        .or(() -> database.best(machine, suite, layout, CacheState.HOT));
        BestConfig config =
                best.orElseGet(() ->
                        new BestConfig(
                                machine, suite, CacheState.HOT, limits.peakGflops(), List.of()));
        Path file = Files.createTempFile("lanewise-peers", ".json");
        try {
            BestConfigFile.write(file, config);
            return new Result(layers(machine, file, limits, isa), limits, best.isPresent(), isa);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Equal layers are measured once, and stored as soon as they are. */
    private List<LayerComparison> layers(
            Machine machine, Path config, MachineLimits limits, Optional<OneDnnIsa> isa)
            throws InterruptedException {
        List<LayerComparison> done = new ArrayList<>();
        Map<Workload, List<Showing>> shown = new HashMap<>();
        for (Layer layer : plan.suite().layers()) {
            List<Showing> before = shown.get(layer.workload());
            List<Showing> showings =
                    before == null
                            ? new LayerMatch(plan, layer, progress, isa).run(config)
                            : before;
            LayerComparison compared =
                    LayerComparison.of(layer, plan.threads(), plan.cache(), limits, showings);
            if (before == null) {
                shown.put(layer.workload(), showings);
                compared.times().ifPresent(times -> database.savePeers(machine, times));
            }
            done.add(compared);
        }
        return done;
    }
}
