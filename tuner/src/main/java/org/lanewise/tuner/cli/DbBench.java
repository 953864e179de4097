package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.page.ReportModels;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Times a database that holds many trials: made up, of many machines, in a temporary folder. */
final class DbBench {
    private static final int BATCH = 10_000;
    private static final int MACHINES = 10;
    private static final int SUITES = 20;
    private static final int LAYERS = 9;
    private static final int TRIALS_A_LAYER = 96;
    private static final int LOOK_UPS = 2_000;

    /** Look-ups of a JVM that has not compiled them yet, which are not counted. */
    private static final int WARM_UP = 500;

    private static final int OPENINGS = 5;
    private static final long FIRST = 1_700_000_000_000_000_000L;
    private static final double P99 = 0.99;
    private static final double MILLION = 1e6;

    /** One trial in so many comes to a kernel that no look-up may choose any more. */
    private static final int CONDEMNED = 1_000;

    private static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_cwh_slide_held_raw");
    private static final Schedule WINNER = Schedule.parse("c512_b1_t4x4_chw_taps_reload_raw");
    private static final Schedule WRONG = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");

    private final int trials;
    private final StepProgress progress;
    private final Random random = new Random(1);
    private final TextTable table = new TextTable("what", "figure");

    DbBench(int trials, StepProgress progress) {
        this.trials = trials;
        this.progress = progress;
    }

    /** A table of what it took. */
    List<String> run() throws IOException {
        Path folder = Files.createTempDirectory("lanewise-bench");
        try {
            Path file = folder.resolve("bench.mv.db");
            fill(file);
            row("file", "%,d MB", Files.size(file) >> 20);
            open(file);
            try (TuningDatabase database = Databases.open(file)) {
                lookUps(database);
            }
            return table.lines();
        } finally {
            remove(folder);
        }
    }

    private void row(String what, String pattern, Object value) {
        table.row(what, String.format(Locale.ROOT, pattern, value));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void fill(Path file) throws IOException {
        try (TuningDatabase database = Databases.open(file)) {
            long start = System.nanoTime();
            for (int from = 0; from < trials; from += BATCH) {
                database.history()
                        .add(
                                IntStream.range(from, Math.min(trials, from + BATCH))
                                        .mapToObj(this::trial)
                                        .toList());
                progress.reached(Math.min(trials, from + BATCH), trials);
            }
            row("trials", "%,d", database.trialCount());
            row("trials added a second", "%,.0f", trials / seconds(start));
            for (int machine = 0; machine < MACHINES; machine++) {
                for (int suite = 0; suite < SUITES; suite++) {
                    database.saveBest(best(machine, suite));
                }
            }
            row("file while it is written", "%,d MB", Files.size(file) >> 20);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Machine machine(int number) {
        return new Machine("CPU " + number, "avx512", 512, 2, "Linux", "25", List.of());
    }

    private static Workload workload(int number) {
        return Workload.parse(
                16 * (1 + number % 500) + "x" + (7 + number / 500) + "x7_k3_s1_p1_nchw16c");
    }

    /** Runs follow each other, each of one machine, as they do in a database that was merged. */
    private Fact trial(int number) {
        int run = number / (LAYERS * TRIALS_A_LAYER);
        boolean wrong = number % CONDEMNED == 0;
        return new Fact.OfTrial(
                new UUID(random.nextLong(), random.nextLong()),
                FIRST + number * (long) MILLION,
                machine(run % MACHINES),
                KernelSource.GENERATOR,
                Optional.of(new UUID(0, run)),
                new Trial(
                        workload(run / MACHINES * LAYERS + number / TRIALS_A_LAYER % LAYERS),
                        wrong ? WRONG : WINNER,
                        Stage.SCREEN,
                        CacheState.HOT,
                        "model",
                        1,
                        wrong ? new Outcome.WrongResult("made up") : measured(),
                        Instant.ofEpochSecond(0, FIRST + number * (long) MILLION)));
    }

    private Outcome measured() {
        double ns = 1_000 + random.nextInt(1_000_000);
        List<Double> samples = random.doubles(7, ns, 1.1 * ns).boxed().toList();
        return new Outcome.Measured(new Estimate(ns, ns, 1.1 * ns), samples, 300);
    }

    private static BestConfig best(int machine, int suite) {
        Estimate time = new Estimate(2_000, 1_900, 2_100);
        List<TunedLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            layers.add(
                    new TunedLayer(
                            "layer" + layer,
                            workload(suite * LAYERS + layer),
                            WINNER,
                            time,
                            DEFAULT,
                            time,
                            Evidence.NONE));
        }
        return new BestConfig(machine(machine), "suite" + suite, CacheState.HOT, 100, layers);
    }

    private void open(Path file) {
        double[] write = new double[OPENINGS];
        double[] read = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            long start = System.nanoTime();
            Databases.open(file).close();
            write[i] = seconds(start);
            start = System.nanoTime();
            Databases.read(file).close();
            read[i] = seconds(start);
        }
        row("opened and closed, median", "%.2f s", median(write));
        row("opened for reading and closed, median", "%.2f s", median(read));
    }

    private static double median(double[] values) {
        return Quantile.withDefaults().evaluate(values, 0.5);
    }

    private void lookUps(TuningDatabase database) {
        double[] ms = new double[LOOK_UPS];
        for (int i = -WARM_UP; i < LOOK_UPS; i++) {
            long start = System.nanoTime();
            Optional<BestConfig> found =
                    database.best(
                            machine(random.nextInt(MACHINES)),
                            "suite" + random.nextInt(SUITES),
                            "nchw16c",
                            CacheState.HOT);
            ms[Math.max(i, 0)] = (System.nanoTime() - start) / MILLION;
            if (found.isEmpty()) {
                throw new IllegalStateException("A result that was saved is gone.");
            }
        }
        row("best of a suite looked up, median", "%.2f ms", median(ms));
        row("best of a suite looked up, p99", "%.2f ms", Quantile.withDefaults().evaluate(ms, P99));
        double[] reports = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            long start = System.nanoTime();
            ReportModels.from(database, best(random.nextInt(MACHINES), random.nextInt(SUITES)));
            reports[i] = seconds(start);
        }
        row("data of a run's report, median", "%.2f s", median(reports));
    }
}
