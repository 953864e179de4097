package org.lanewise.tuner.measure.worker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH, quietly. */
public final class Jmh {
    private static final Request.Plan LIMIT = Request.Plan.of(8, 50, 0);

    private static final int LOOP_WARM_UP_MS = 3;

    private Jmh() {}

    /**
     * Times a proved kernel in this JVM.
     *
     * @return nanoseconds a run, one for each iteration
     */
    static List<Double> inThisJvm(Subject subject, Request.Plan plan) {
        KernelState.PROVED.set(subject);
        try {
            // The kernel has settled before; a moment is left for JMH's own loop.
            return scores(
                    iterations(
                            kernelOptions(plan)
                                    .warmupTime(TimeValue.milliseconds(LOOP_WARM_UP_MS))
                                    .syncIterations(false)
                                    .forks(0)));
        } finally {
            KernelState.PROVED.set(null);
        }
    }

    /**
     * Times a kernel in a JVM of its own, under the flags an application would use.
     *
     * @param classFile file with the compiled kernel
     * @throws MeasureException if the fork fails
     */
    public static Reply inFreshJvm(LegalSchedule legal, Path classFile, Request.Plan plan) {
        List<IterationResult> iterations =
                iterations(
                        kernelOptions(plan)
                                .param("workload", legal.workload().toString())
                                .param("schedule", legal.schedule().toString())
                                .param("classFile", classFile.toString())
                                .jvm(WorkerJvm.java())
                                .jvmArgs(WorkerJvm.FLAGS.toArray(String[]::new))
                                .forks(1));
        return Reply.measured(
                scores(iterations), KernelBenchmark.Readiness.warmUpMs(iterations.getLast()));
    }

    /** FMA peak of one core in this JVM, 10^9 floating-point operations a second. */
    static double peakGflops() {
        return peakGflops(1);
    }

    /** FMA peak of so many threads together. */
    static double peakGflops(int threads) {
        return threads
                * PeakBenchmark.flops()
                / best(options(PeakBenchmark.class, "chains", LIMIT), threads);
    }

    /**
     * Bandwidth of a copy by so many threads, each in memory of its own.
     *
     * @param bytes source and target of one thread together
     * @return bytes read and written by all of them, 10^9 a second
     */
    static double copyGbs(long bytes, int threads) {
        ChainedOptionsBuilder options =
                options(CopyBenchmark.class, "copy", LIMIT).param("bytes", Long.toString(bytes));
        return threads * CopyBenchmark.moved(bytes) / best(options, threads);
    }

    /** The best iteration, because noise only ever slows; nanoseconds a call. */
    private static double best(ChainedOptionsBuilder options, int threads) {
        return scores(iterations(options.warmupIterations(4).threads(threads).forks(0))).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }

    private static ChainedOptionsBuilder kernelOptions(Request.Plan plan) {
        return options(KernelBenchmark.class, KernelBenchmark.method(plan.cache()), plan);
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
