package org.lanewise.reports.page;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Asked;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Run;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Hand-made trials of one small layer in a real database. Two seconds pass from one to the next.
 */
public final class Trials {
    public static final Workload WORKLOAD = Workload.parse("32x8x8_k3_s1_p1_nchw16c");
    public static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_chw_cols_reload_checked");
    public static final Schedule BEST = Schedule.parse("c512_b1_t2x4_chw_taps_held_raw");
    public static final Schedule OTHER = Schedule.parse("c256_b2_t2x2_chw_taps_held_raw");

    private final TuningDatabase db;
    private Instant clock = Instant.parse("2026-11-20T08:00:00.125Z");
    private Optional<UUID> run = Optional.empty();
    private Optional<Asked> asked = Optional.empty();
    private long seed = 1;
    private OptionalDouble expected = OptionalDouble.empty();
    private long stamp;
    private int generator = KernelSource.GENERATOR;

    private Trials(TuningDatabase db) {
        this.db = db;
        this.stamp = db.trialCount();
    }

    /**
     * The report of a layer that takes 8 µs by default and 2 µs at best, with the trials that
     * {@code run} adds.
     */
    public static ReportModel report(Path folder, String layer, Consumer<Trials> run) {
        TunedLayer tuned = new TunedLayer(layer, WORKLOAD, BEST, time(2_000), DEFAULT, time(8_000));
        return report(folder, List.of(tuned), run);
    }

    public static ReportModel report(Path folder, List<TunedLayer> layers, Consumer<Trials> run) {
        return read(folder, layers, run, ReportModels::from);
    }

    /** The same without a trial, with what C2 made of the layer's best kernel. */
    public static ReportModel report(Path folder, List<TunedLayer> layers, MachineCode code) {
        return read(
                folder,
                layers,
                trials -> {},
                (db, best) -> ReportModels.from(db, best, Map.of(), Map.of(WORKLOAD, code)));
    }

    /** The same, as panels are read from it. */
    public static Run run(Path folder, List<TunedLayer> layers, Consumer<Trials> run) {
        return read(folder, layers, run, (db, best) -> Run.of(db, best, Map.of()));
    }

    /** The same of one layer, {@code conv}, that takes 2 µs at best. */
    public static Run run(Path folder, Consumer<Trials> run) {
        return run(folder, List.of(tuned("conv", BEST, 2_000)), run);
    }

    private static <T> T read(
            Path folder,
            List<TunedLayer> layers,
            Consumer<Trials> run,
            BiFunction<TuningDatabase, BestConfig, T> reader) {
        try (TuningDatabase db = Databases.open(folder.resolve("trials"))) {
            run.accept(new Trials(db));
            return reader.apply(
                    db, new BestConfig(SampleRun.MACHINE, "tiny", CacheState.HOT, 100, layers));
        }
    }

    /** A layer that three fresh JVMs have confirmed; it takes 8 µs by default. */
    public static TunedLayer tuned(String name, Schedule best, double bestNs) {
        return new TunedLayer(
                name,
                WORKLOAD,
                best,
                time(bestNs),
                DEFAULT,
                time(8_000),
                new Evidence(
                        List.of(),
                        List.of(),
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalInt.of(3)));
    }

    /** An estimate with an interval of 10% either way. */
    public static Estimate time(double ns) {
        return new Estimate(ns, ns * 0.9, ns * 1.1);
    }

    public Trials screened(Schedule schedule, double ns) {
        return add(schedule, Stage.SCREEN, new Outcome.Measured(time(ns), List.of(ns), 50));
    }

    /** A candidate of which a model expected this share of the fastest known speed. */
    public Trials predicted(double share, Schedule schedule, double ns) {
        expected = OptionalDouble.of(share);
        screened(schedule, ns);
        expected = OptionalDouble.empty();
        return this;
    }

    /** What the run that is being recorded spent its time on. */
    public Trials spent(RunTime.Part... parts) {
        db.saveTime(SampleRun.MACHINE, new RunTime(run.orElseThrow(), asked, List.of(parts)));
        return this;
    }

    /** How the run that is being recorded was asked for. */
    public Trials typed(String budget, String... words) {
        asked = Optional.of(new Asked(List.of(words), budget));
        return spent();
    }

    /** What others took on one thread; the first is Lanewise. */
    public Trials peers(PeerTimes.Contender... contenders) {
        db.savePeers(
                SampleRun.MACHINE, new PeerTimes(WORKLOAD, 1, CacheState.HOT, List.of(contenders)));
        return this;
    }

    public Trials screenedAgain(Schedule schedule, double ns) {
        return add(schedule, Stage.RESCREEN, new Outcome.Measured(time(ns), List.of(ns), 50));
    }

    public Trials playedOff(Schedule schedule, double ns) {
        return add(schedule, Stage.PLAY_OFF, new Outcome.Measured(time(ns), List.of(ns), 0));
    }

    public Trials control(double ns) {
        return add(DEFAULT, Stage.CONTROL, new Outcome.Measured(time(ns), List.of(ns), 0));
    }

    public Trials confirmed(Schedule schedule, double ns) {
        return add(schedule, Stage.CONFIRM, new Outcome.Measured(time(ns), List.of(ns), 50));
    }

    public Trials failed(Schedule schedule, Outcome outcome) {
        return add(schedule, Stage.SCREEN, outcome);
    }

    /** A fresh JVM for each of these times, in turns with the default schedule at 8 µs. */
    public Trials rounds(Schedule schedule, double... medians) {
        for (double ns : medians) {
            confirmed(DEFAULT, 8_000);
            confirmed(schedule, ns);
        }
        return this;
    }

    /** What follows is of another run, whose search has this seed. */
    public Trials ofRun(int number, long withSeed) {
        run = Optional.of(new UUID(0, number));
        seed = withSeed;
        asked = Optional.empty();
        return this;
    }

    /** What follows was generated by another version. */
    public Trials generatedBy(int version) {
        generator = version;
        return this;
    }

    /** What a plain application got of the winner. */
    public Trials applied(Schedule schedule, double ns) {
        return add(schedule, Stage.APPLICATION, new Outcome.Measured(time(ns), List.of(ns), 50));
    }

    /** One of a slice that is measured whole. */
    public Trials recorded(Schedule schedule, double ns) {
        return add(schedule, Stage.RECORD, new Outcome.Measured(time(ns), List.of(ns), 50));
    }

    /** One of some kernels that took turns for the sake of the winner, a time for each turn. */
    public Trials ablated(Schedule schedule, Double... turns) {
        return add(
                schedule,
                Stage.ABLATION,
                new Outcome.Measured(time(turns[turns.length / 2]), List.of(turns), 50));
    }

    /** Nothing for so many seconds. */
    public Trials pause(long seconds) {
        clock = clock.plusSeconds(seconds);
        return this;
    }

    private Trials add(Schedule schedule, Stage stage, Outcome outcome) {
        clock = clock.plusSeconds(2);
        Trial trial =
                new Trial(
                        WORKLOAD,
                        schedule,
                        stage,
                        CacheState.HOT,
                        "by hand",
                        seed,
                        outcome,
                        clock,
                        expected);
        stamp++;
        db.history()
                .add(
                        List.of(
                                new Fact.OfTrial(
                                        UUID.randomUUID(),
                                        stamp,
                                        SampleRun.MACHINE,
                                        generator,
                                        run,
                                        trial)));
        return this;
    }
}
