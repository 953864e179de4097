package org.lanewise.reports.page;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
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
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Fills a real database with a whole suite's made-up trials, the same ones for the same seed. */
final class SampleRun {
    /** Its depthwise layers, in order. */
    private static final Map<String, Workload> MOBILENET_V1 = new LinkedHashMap<>();

    static {
        String[] shapes = {
            "blocks.0.0.conv_dw 32x112x112_k3_s1_p1",
            "blocks.1.0.conv_dw 64x112x112_k3_s2_p1",
            "blocks.1.1.conv_dw 128x56x56_k3_s1_p1",
            "blocks.2.0.conv_dw 128x56x56_k3_s2_p1",
            "blocks.2.1.conv_dw 256x28x28_k3_s1_p1",
            "blocks.3.0.conv_dw 256x28x28_k3_s2_p1",
            "blocks.3.1.conv_dw 512x14x14_k3_s1_p1",
            "blocks.4.0.conv_dw 512x14x14_k3_s2_p1",
            "blocks.4.1.conv_dw 1024x7x7_k3_s1_p1"
        };
        for (String shape : shapes) {
            String[] words = shape.split(" ");
            MOBILENET_V1.put(words[0], Workload.parse(words[1], Layout.NCHW16C));
        }
    }

    static final Machine MACHINE =
            new Machine(
                    "Example CPU 9000",
                    "amd64/512",
                    512,
                    8,
                    "Linux",
                    "Example 25.0.3",
                    List.of("-Xmx2g"));

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final double PEAK = 98.3;
    private static final long STEP_MS = 750;
    private static final double FAST_GFLOPS = 30;
    private static final UUID RUN = new UUID(7, 7);

    private final TuningDatabase db;
    private final Random random;
    private final List<Fact> facts = new ArrayList<>();
    private Instant clock = START;

    /** Whether something of this layer was measured, for a model to learn from. */
    private boolean learned;

    private SampleRun(TuningDatabase db, long seed) {
        this.db = db;
        this.random = new Random(seed);
    }

    /**
     * The report model of MobileNetV1 with {@code trials} screened candidates a layer, read from a
     * database in {@code folder}.
     */
    static ReportModel mobileNet(Path folder, int trials) {
        try (TuningDatabase db = Databases.open(folder.resolve("sample"))) {
            SampleRun run = new SampleRun(db, 7);
            List<TunedLayer> layers = new ArrayList<>();
            MOBILENET_V1.forEach((name, workload) -> layers.add(run.tune(name, workload, trials)));
            layers.forEach(run::compare);
            run.record(layers.getFirst());
            db.history().add(run.facts);
            db.saveTime(
                    MACHINE,
                    new RunTime(
                            RUN,
                            Optional.of(
                                    new Asked(
                                            List.of("tune", "mobilenet_v1", "--seed", "7"),
                                            "10m,64")),
                            List.of(
                                    new RunTime.Part("javac", 12.5),
                                    new RunTime.Part("JIT", 20),
                                    new RunTime.Part("time", 31))));
            return ReportModels.from(
                    db, new BestConfig(MACHINE, "mobilenet_v1", CacheState.HOT, PEAK, layers));
        }
    }

    /** Others take turns with the winner. */
    private void compare(TunedLayer layer) {
        double ns = layer.bestTime().medianNs();
        db.savePeers(
                MACHINE,
                new PeerTimes(
                        layer.workload(),
                        1,
                        CacheState.HOT,
                        List.of(
                                contender("Lanewise", layer.best().toString(), ns),
                                contender("plain Java", "loops over scalars", 12 * ns),
                                contender("oneDNN any", "jit_dw:avx512_core", 1.4 * ns))));
    }

    /** A slice of its space, measured whole. */
    private void record(TunedLayer layer) {
        ScheduleSpace space = ScheduleSpace.of(layer.workload(), MACHINE.target());
        for (int i = 0; i < 20; i++) {
            double gflops = 8 + 25 * random.nextDouble();
            append(
                    layer.workload(),
                    candidate(space),
                    Stage.RECORD,
                    measured(layer.workload().flops() / gflops));
        }
    }

    private PeerTimes.Contender contender(String name, String with, double ns) {
        List<Double> rounds = random.doubles(7, 0.98, 1.02).mapToObj(noise -> noise * ns).toList();
        return new PeerTimes.Contender(name, with, true, rounds);
    }

    private TunedLayer tune(String layer, Workload workload, int trials) {
        ScheduleSpace space = ScheduleSpace.of(workload, MACHINE.target());
        Schedule defaultSchedule = space.defaultSchedule().orElseThrow().schedule();
        Map<Schedule, Estimate> confirmed = new LinkedHashMap<>();
        Schedule best = defaultSchedule;
        learned = false;
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < trials; i++) {
            Schedule schedule = candidate(space);
            double ns =
                    workload.flops() / (8 + 30 * (1 - Math.exp(-i / 20.0)) * random.nextDouble());
            Outcome outcome = random.nextInt(16) == 0 ? failure() : measured(ns);
            append(workload, schedule, Stage.SCREEN, outcome);
            if (outcome instanceof Outcome.Measured && ns < fastest) {
                fastest = ns;
                best = schedule;
            }
        }
        Estimate bestTime = estimate(fastest * 1.04);
        Estimate defaultTime = estimate(workload.flops() / (9 + random.nextDouble() * 6));
        confirmed.put(defaultSchedule, defaultTime);
        confirmed.put(best, bestTime);
        append(workload, best, Stage.PLAY_OFF, measured(fastest * 1.03));
        for (double factor : new double[] {0.99, 1, 1.01}) {
            confirmed.forEach((schedule, time) ->
                    append(workload, schedule, Stage.CONFIRM, fork(time.medianNs() * factor)));
        }
        return new TunedLayer(
                layer, workload, best, confirmed.get(best), defaultSchedule, defaultTime);
    }

    private Schedule candidate(ScheduleSpace space) {
        while (true) {
            int[] choice =
                    space.knobs().stream()
                            .mapToInt(knob -> random.nextInt(knob.values().size()))
                            .toArray();
            Schedule schedule = space.at(choice);
            if (space.broken(schedule).isEmpty()) {
                return schedule;
            }
        }
    }

    private Outcome failure() {
        return switch (random.nextInt(5)) {
            case 0 ->
                    new Outcome.CompileFailed(
                            "K.java:41: error: incompatible types\n    long x = input;\n             ^");
            case 1 -> new Outcome.WrongResult("Output 1031 is 0.25 where the reference is 0.75.");
            case 2 -> new Outcome.NotIntrinsified(4_194_304, "");
            case 3 -> new Outcome.TimedOut(10_000);
            default -> new Outcome.WorkerDied("Exit code 134: SIGABRT in C2 CompilerThread0");
        };
    }

    private static Outcome measured(double ns) {
        return new Outcome.Measured(estimate(ns), List.of(ns), 120);
    }

    private static Outcome fork(double ns) {
        return new Outcome.Measured(estimate(ns), List.of(ns), 80);
    }

    private static Estimate estimate(double ns) {
        return new Estimate(ns, ns * 0.985, ns * 1.02);
    }

    private void append(Workload workload, Schedule schedule, Stage stage, Outcome outcome) {
        clock = clock.plusMillis(STEP_MS);
        Trial trial =
                new Trial(workload, schedule, stage, CacheState.HOT, "sample", 7, outcome, clock);
        facts.add(
                new Fact.OfTrial(
                        new UUID(clock.toEpochMilli(), facts.size()),
                        facts.size() + 1,
                        MACHINE,
                        KernelSource.GENERATOR,
                        Optional.of(RUN),
                        stage == Stage.SCREEN && learned ? trial.with(prediction(trial)) : trial));
        learned |= outcome instanceof Outcome.Measured;
    }

    /** Noise around what a failure or a time comes to: a model is right more often than not. */
    private OptionalDouble prediction(Trial trial) {
        double gflops =
                trial.outcome() instanceof Outcome.Measured(Estimate time, var _, var _)
                        ? trial.workload().flops() / time.medianNs()
                        : 0;
        return OptionalDouble.of(gflops / FAST_GFLOPS + 0.2 * random.nextDouble());
    }
}
