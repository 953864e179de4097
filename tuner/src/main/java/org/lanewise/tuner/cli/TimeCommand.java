package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.turns.Contender;
import org.lanewise.tuner.turns.LayerTurns;
import org.lanewise.tuner.turns.Turns;
import org.lanewise.tuner.turns.TurnsPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise time}: which of these schedules is faster, here and now? */
@Command(
        name = "time",
        mixinStandardHelpOptions = true,
        description =
                "Times schedules of each layer in turns, in several fresh JVMs, and sets them against the first; nothing is stored.")
final class TimeCommand implements Callable<Integer> {
    private static final int MOST_JVMS = 99;
    private static final int MOST_ROUNDS = 999;

    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            description =
                    "A schedule such as c256_b1_t2x3_chw_taps_held_raw; or default, what an untuned layer runs; table, what it"
                            + " would run had nothing been learned from similar shapes; best, this machine's result in the"
                            + " database. To be given several times (default: default and table).")
    private List<String> schedules = List.of(Contender.DEFAULT, Contender.TABLE);

    @Option(
            names = "--jvms",
            paramLabel = "N",
            description = "Fresh JVMs, each of which times all layers (default: ${DEFAULT-VALUE}).")
    private int jvms = 3;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Turns of each schedule in each JVM (default: ${DEFAULT-VALUE}).")
    private int rounds = 20;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        IdleOptions.refuse(command, "Turns are timed with hot caches", List.of("--cache"));
        List<Layer> layers = suites.layers();
        TurnsPlan plan =
                new TurnsPlan(
                        layers,
                        contenders(),
                        Typed.bounded(jvms, MOST_JVMS, "JVMs"),
                        Typed.bounded(rounds, MOST_ROUNDS, "rounds"));
        List<LayerTurns> timed = time(plan, command.commandLine().getErr());
        print(timed, command.commandLine().getOut());
        return TurnsTable.failures(timed).isEmpty() ? 0 : Main.FAILED;
    }

    private List<LayerTurns> time(TurnsPlan plan, PrintWriter err) throws InterruptedException {
        StopOnSignal signal = new StopOnSignal("Stopped.");
        try (MachineLock _ = MachineTurn.take("time " + suites.text(), err);
                StepProgress progress = new StepProgress("Timing", err)) {
            return new Turns(plan).run(progress::reached);
        } finally {
            signal.released();
        }
    }

    private static void print(List<LayerTurns> timed, PrintWriter out) {
        TurnsTable.lines(timed).forEach(out::println);
        out.println();
        TurnsTable.failures(timed).forEach(out::println);
        TurnsTable.summary(timed).forEach(out::println);
        out.flush();
    }

    private List<Contender> contenders() throws InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        for (String word : schedules) {
            contenders.add(
                    switch (word) {
                        case Contender.DEFAULT -> new Contender.Untuned(true);
                        case Contender.TABLE -> new Contender.Untuned(false);
                        case Contender.BEST -> new Contender.Tuned(best().layers());
                        default -> new Contender.Fixed(Schedule.parse(word));
                    });
        }
        return contenders;
    }

    private BestConfig best() throws InterruptedException {
        Machine here =
                ThisMachine.here()
                        .orElseThrow(() ->
                                new UserError(
                                        "This machine cannot run kernels; 'lanewise doctor' says why."));
        try (TuningDatabase open = database.read()) {
            BestConfig nearest = MachineOptions.nearest(MachineOptions.results(open, suites), here);
            if (!here.covers(nearest.machine())) {
                throw new UserError(
                        "Nothing is tuned for "
                                + suites.whole().name()
                                + " in "
                                + suites.layoutWords()
                                + " on this machine; run 'lanewise tune "
                                + suites.commandWords()
                                + "' first, or leave '--schedule best' out.");
            }
            return nearest;
        }
    }
}
