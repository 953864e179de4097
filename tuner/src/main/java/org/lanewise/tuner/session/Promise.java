package org.lanewise.tuner.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.lanewise.check.LayerVerdict;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.ApplicationJvm;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Asks whether a plain application gets the speed that tuning promises. Benchmark and application
 * take turns, each first once, so that a machine that drifts favours neither. Of each JVM the
 * fastest quarter of its samples counts: other tenants only ever slow it down, and a disturbed half
 * of one JVM would pass for a broken promise.
 */
final class Promise {
    private static final int TURNS = 3;

    private static final double QUIET = 0.25;

    private final LegalSchedule winner;
    private final BestConfig config;
    private final Fresh fresh;
    private final Journal journal;

    /**
     * The promise of one layer.
     *
     * @param config what an application would load; of its layers the first is meant
     */
    Promise(LegalSchedule winner, BestConfig config, Fresh fresh, Journal journal) {
        this.winner = winner;
        this.config = config;
        this.fresh = fresh;
        this.journal = journal;
    }

    /** The layer of a configuration that holds just that. */
    static BestConfig only(TunedLayer layer, BestConfig whole) {
        return new BestConfig(
                whole.machine(), whole.suite(), whole.cache(), whole.peakGflops(), List.of(layer));
    }

    /**
     * Promised time by the application's time, the median of the turns that the time allows, but at
     * least one; empty if the application gives no time.
     *
     * @throws MeasureException if nothing can be written or started
     */
    OptionalDouble ratio(Deadline deadline) throws InterruptedException {
        List<Double> ratios = new ArrayList<>();
        Path pack = pack();
        try {
            for (int turn = 0; turn < TURNS && (turn == 0 || !deadline.passed()); turn++) {
                OptionalDouble ratio =
                        turn % 2 == 0 ? benchmarkFirst(pack) : applicationFirst(pack);
                ratio.ifPresent(ratios::add);
            }
        } finally {
            delete(pack);
        }
        return ratios.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Median.withDefaults()
                                .evaluate(
                                        ratios.stream()
                                                .mapToDouble(Double::doubleValue)
                                                .toArray()));
    }

    private OptionalDouble benchmarkFirst(Path pack) throws InterruptedException {
        OptionalDouble benchmark = benchmark();
        return divide(benchmark, application(pack));
    }

    private OptionalDouble applicationFirst(Path pack) throws InterruptedException {
        OptionalDouble application = application(pack);
        return divide(benchmark(), application);
    }

    private static OptionalDouble divide(OptionalDouble promised, OptionalDouble got) {
        return promised.isPresent() && got.isPresent()
                ? OptionalDouble.of(promised.getAsDouble() / got.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble benchmark() throws InterruptedException {
        Outcome outcome = fresh.measure(winner, plan());
        journal.record(winner.workload(), winner.schedule(), Stage.CONFIRM, outcome);
        return quiet(outcome);
    }

    private Request.Plan plan() {
        CacheState cache = config.cache();
        return Request.Plan.CONFIRM.with(cache);
    }

    private OptionalDouble application(Path pack) throws InterruptedException {
        Outcome outcome =
                switch (ApplicationJvm.check(pack, 0, winner.workload())) {
                    case ApplicationJvm.Answer.Told(LayerVerdict verdict) -> outcome(verdict);
                    case ApplicationJvm.Answer.Failed(String words) ->
                            new Outcome.WorkerDied(words);
                    case ApplicationJvm.Answer.Silent(Duration waited) ->
                            new Outcome.TimedOut(waited.toMillis());
                };
        journal.record(winner.workload(), winner.schedule(), Stage.APPLICATION, outcome);
        return quiet(outcome);
    }

    private static Outcome outcome(LayerVerdict verdict) {
        return verdict.right()
                ? new Outcome.Measured(
                        Estimates.of(verdict.samplesNs()), verdict.samplesNs(), verdict.warmUpMs())
                : new Outcome.WrongResult(verdict.wrong());
    }

    private Path pack() {
        try {
            Path file = Files.createTempFile("lanewise", ".lanewise");
            PackFile.write(file, PackCompiler.compile(config));
            return file;
        } catch (IOException full) {
            throw new MeasureException(
                    "The kernel pack of an application cannot be written: " + full.getMessage(),
                    full);
        }
    }

    private static void delete(Path pack) {
        try {
            Files.deleteIfExists(pack);
        } catch (IOException busy) {
            pack.toFile().deleteOnExit();
        }
    }

    private static OptionalDouble quiet(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                ? OptionalDouble.of(
                        Quantile.withDefaults()
                                .evaluate(
                                        measured.samplesNs().stream()
                                                .mapToDouble(Double::doubleValue)
                                                .toArray(),
                                        QUIET))
                : OptionalDouble.empty();
    }
}
