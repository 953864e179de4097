package org.lanewise.tuner.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.check.LayerVerdict;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.ApplicationJvm;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Asks whether a plain application gets the speed that tuning promises. Benchmark and application
 * take turns, each first once, so that a machine that drifts favours neither.
 */
final class ApplicationCheck {
    private static final int TURNS = 3;

    private final Run run;
    private final LegalSchedule winner;
    private final TunedLayer layer;

    /**
     * The check of one layer.
     *
     * @param layer what an application would load
     */
    ApplicationCheck(Run run, LegalSchedule winner, TunedLayer layer) {
        this.run = run;
        this.winner = winner;
        this.layer = layer;
    }

    /**
     * Promised time by the application's time, of the turns that the time allows, but at least one;
     * empty if the application gives no time.
     *
     * @throws MeasureException if nothing can be written or started
     */
    OptionalDouble ratio(Deadline deadline) throws InterruptedException {
        List<ApplicationTurn> turns = new ArrayList<>();
        Path pack = pack();
        try {
            for (int turn = 0; turn < TURNS && (turn == 0 || another(deadline)); turn++) {
                long start = System.nanoTime();
                turns.add(
                        turn % 2 == 0
                                ? benchmarkFirst(pack, deadline)
                                : applicationFirst(pack, deadline));
                run.pace().turn().tookSince(start);
            }
        } finally {
            delete(pack);
        }
        return ApplicationTurn.ratio(turns);
    }

    private boolean another(Deadline deadline) {
        return deadline.allows(run.pace().turn().expected());
    }

    private ApplicationTurn benchmarkFirst(Path pack, Deadline deadline)
            throws InterruptedException {
        Outcome benchmark = benchmark(deadline);
        return new ApplicationTurn(benchmark, application(pack, deadline));
    }

    private ApplicationTurn applicationFirst(Path pack, Deadline deadline)
            throws InterruptedException {
        Outcome application = application(pack, deadline);
        return new ApplicationTurn(benchmark(deadline), application);
    }

    private Outcome benchmark(Deadline deadline) throws InterruptedException {
        Outcome outcome =
                run.fresh()
                        .measure(
                                winner,
                                Request.Plan.CONFIRM.with(run.plan().cache()),
                                patience(deadline));
        run.journal().record(winner.workload(), winner.schedule(), Stage.CONFIRM, outcome);
        return outcome;
    }

    private Outcome application(Path pack, Deadline deadline) throws InterruptedException {
        Outcome outcome =
                switch (ApplicationJvm.check(pack, 0, winner.workload(), patience(deadline))) {
                    case ApplicationJvm.Answer.Told(LayerVerdict verdict) -> outcome(verdict);
                    case ApplicationJvm.Answer.Failed(String words) ->
                            new Outcome.WorkerDied(words);
                    case ApplicationJvm.Answer.Silent(Duration waited) ->
                            new Outcome.TimedOut(waited.toMillis());
                };
        run.journal().record(winner.workload(), winner.schedule(), Stage.APPLICATION, outcome);
        return outcome;
    }

    private Duration patience(Deadline deadline) {
        return deadline.patience(run.pace().fork().expected());
    }

    private static Outcome outcome(LayerVerdict verdict) {
        return verdict.right()
                ? new Outcome.Measured(
                        Estimates.of(verdict.samplesNs()), verdict.samplesNs(), verdict.warmUpMs())
                : new Outcome.WrongResult(verdict.wrong());
    }

    private Path pack() {
        BestConfig config =
                new BestConfig(
                        run.machine(),
                        run.plan().suite().name(),
                        run.plan().cache(),
                        run.peakGflops(),
                        List.of(layer));
        try {
            Path file = Files.createTempFile("lanewise", ".lanewise");
            try {
                PackFile.write(file, PackCompiler.compile(config));
            } catch (IOException full) {
                delete(file);
                throw full;
            }
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
}
