package org.lanewise.tuner.measure.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.lanewise.tuner.measure.protocol.LeastLimits;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH in this JVM, quietly. */
final class Jmh {
    /** Many and short: on a busy machine some pass between two interruptions. */
    private static final Request.Plan PEAK = Request.Plan.of(100, 1, 0);

    /** A copy of what no cache holds takes longer than that. */
    private static final Request.Plan COPY = Request.Plan.of(40, 1, 0);

    private static final TimeValue LIMIT_WARM_UP = TimeValue.milliseconds(50);

    /** Counts the time of threads that have ended, too. */
    private static final OperatingSystemMXBean PROCESSOR_TIME =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Jmh() {}

    /**
     * Times a proved kernel in this JVM.
     *
     * @param loopWarmUp time for JMH's own loop, which is not measured
     * @return nanoseconds a run, one for each iteration
     */
    static List<Double> samples(Subject subject, Request.Plan plan, Duration loopWarmUp) {
        KernelState.PROVED.set(subject);
        try {
            return scores(
                    iterations(
                            options(
                                            KernelBenchmark.class,
                                            KernelBenchmark.method(plan.cache()),
                                            plan)
                                    .warmupTime(TimeValue.milliseconds(loopWarmUp.toMillis()))
                                    .syncIterations(false)));
        } finally {
            KernelState.PROVED.set(null);
        }
    }

    /**
     * FMA peak of so many threads together, 10^9 floating-point operations a second.
     *
     * @param again for how long it may be measured again on a busy machine
     * @throws MeasureException if the machine is too busy
     */
    static double peakGflops(int threads, Duration again) {
        return BelievedSpeed.of(
                () -> attempt(options(PeakBenchmark.class, "chains", PEAK), threads),
                threads * PeakBenchmark.flops(),
                LeastLimits.peakGflops(PeakBenchmark.vectorBits(), threads),
                again);
    }

    /**
     * Bandwidth of a copy by so many threads, each in memory of its own.
     *
     * @param bytes source and target of one thread together
     * @param least what to believe, see {@link LeastLimits}
     * @return bytes read and written by all of them, 10^9 a second
     * @throws MeasureException if the machine is too busy
     */
    static double copyGbs(long bytes, int threads, double least) {
        return BelievedSpeed.of(
                () ->
                        attempt(
                                options(CopyBenchmark.class, "copy", COPY)
                                        .param("bytes", Long.toString(bytes)),
                                threads),
                (double) threads * CopyBenchmark.moved(bytes),
                least,
                BelievedSpeed.PATIENCE);
    }

    private static BelievedSpeed.Attempt attempt(ChainedOptionsBuilder options, int threads) {
        long start = System.nanoTime();
        long before = PROCESSOR_TIME.getProcessCpuTime();
        List<Double> nanos =
                scores(
                        iterations(
                                options.warmupIterations(4)
                                        .warmupTime(LIMIT_WARM_UP)
                                        .threads(threads)));
        double processors =
                (double) (PROCESSOR_TIME.getProcessCpuTime() - before)
                        / (System.nanoTime() - start);
        // JMH begins in one thread, so of many it tells little; no time is told by some systems.
        return new BelievedSpeed.Attempt(nanos, threads == 1 && before >= 0 ? processors : 1);
    }

    private static ChainedOptionsBuilder options(
            Class<?> benchmark, String method, Request.Plan plan) {
        TimeValue length = TimeValue.milliseconds(plan.iterationMs());
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .warmupIterations(1)
                .warmupTime(length)
                .measurementIterations(plan.iterations())
                .measurementTime(length)
                // Each JVM that runs JMH was made for it.
                .forks(0)
                .shouldFailOnError(true);
    }

    private static List<Double> scores(List<IterationResult> iterations) {
        return iterations.stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    private static List<IterationResult> iterations(ChainedOptionsBuilder options) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            Collection<RunResult> results =
                    new Runner(
                                    options.build(),
                                    OutputFormatFactory.createFormatInstance(
                                            nowhere, VerboseMode.SILENT))
                            .run();
            return results.stream()
                    .flatMap(result -> result.getBenchmarkResults().stream())
                    .flatMap(result -> result.getIterationResults().stream())
                    .toList();
        } catch (RunnerException failed) {
            throw new MeasureException("JMH could not measure: " + failed.getMessage(), failed);
        }
    }
}
