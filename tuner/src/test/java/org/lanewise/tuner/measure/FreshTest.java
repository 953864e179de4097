package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.FreshKernels;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.FreshMain;
import org.lanewise.workload.Workload;

/** Real JVMs of a kernel or two. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its own tests one after the other: they time.
@ResourceLock("fresh JVMs")
class FreshTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Workload SMALL = Workload.parse("16x8x8_k3_s1_p1_nchw8c");
    private static final LegalSchedule KERNEL =
            ScheduleSpace.of(SMALL, Target.AVX2)
                    .admit(Schedule.parse("c256_b1_t2x4_chw_taps_held_raw"));
    private static final LegalSchedule OTHER =
            ScheduleSpace.of(SMALL, Target.AVX2)
                    .admit(Schedule.parse("c256_b1_t1x4_chw_taps_held_raw"));
    private static final Request.Plan PLAN = Request.Plan.of(3, 5, 10_000);

    private static Fresh with(Map<String, String> more, Duration limit) {
        return with(more, limit, FreshMain.class);
    }

    private static Fresh with(Map<String, String> more, Duration limit, Class<?> main) {
        Map<String, String> environment =
                new HashMap<>(Map.of("CLASSPATH", WorkerJvm.classPath(List.of())));
        environment.putAll(more);
        return new Fresh(WorkerJvm.applicationCommand(main.getName()), environment, limit);
    }

    private static void assertMeasured(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Measured.class,
                        measured -> {
                            assertThat(measured.samplesNs()).hasSize(3).allMatch(ns -> ns > 0);
                            assertThat(measured.warmUpMs()).isPositive();
                        });
    }

    @Test
    void aKernelIsProvedAndTimedWithHotAndColdCaches() throws InterruptedException {
        try (Fresh fresh = new Fresh()) {
            assertMeasured(fresh.measure(KERNEL, PLAN, PATIENCE));
            assertMeasured(fresh.measure(KERNEL, PLAN.with(CacheState.COLD), PATIENCE));
        }
    }

    @Test
    void severalKernelsAreProvedAndTimed() throws InterruptedException {
        try (Fresh fresh = new Fresh()) {
            List<Outcome> outcomes =
                    fresh.measure(List.of(KERNEL, OTHER), Request.Plan.of(4, 5, 10_000), PATIENCE);
            assertThat(outcomes)
                    .hasSize(2)
                    .allSatisfy(outcome ->
                            assertThat(outcome)
                                    .isInstanceOfSatisfying(
                                            Outcome.Measured.class,
                                            timed -> assertThat(timed.samplesNs()).hasSize(4)));
        }
    }

    /** Says of each kernel that it is wrong, and how many it was asked about; or fails of two. */
    static final class Stand {
        private static final String FAILURE = "LANEWISE_TEST_FAILURE";

        public static void main(String[] args) throws Exception {
            ParentLink.serve(FreshKernels.class, FreshKernels.Answer.class, Stand::answer);
        }

        private static FreshKernels.Answer answer(FreshKernels fresh) {
            int together = fresh.kernels().size();
            String failure = System.getenv().getOrDefault(FAILURE, "");
            if (together > 1 && failure.equals("dies")) {
                Runtime.getRuntime().halt(3);
            }
            if (together > 1 && failure.equals("refuses")) {
                throw new MeasureException("One of them cannot be measured.");
            }
            return new FreshKernels.Answer(
                    fresh.kernels().stream()
                            .<Outcome>map(kernel -> wrong(kernel.candidate().schedule(), together))
                            .toList());
        }

        static Outcome wrong(String schedule, int together) {
            return new Outcome.WrongResult(schedule + " of " + together);
        }
    }

    private static Outcome wrong(LegalSchedule kernel, int together) {
        return Stand.wrong(kernel.schedule().toString(), together);
    }

    @Test
    void kernelsOfARoundShareAJvmAndOutcomesComeInTheirOrder() throws InterruptedException {
        try (Fresh fresh = with(Map.of(), Duration.ofSeconds(60), Stand.class)) {
            assertThat(fresh.measure(List.of(OTHER, KERNEL), PLAN, PATIENCE))
                    .containsExactly(wrong(OTHER, 2), wrong(KERNEL, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dies", "refuses"})
    void noKernelFailsOfAnother(String failure) throws InterruptedException {
        try (Fresh fresh =
                with(Map.of(Stand.FAILURE, failure), Duration.ofSeconds(60), Stand.class)) {
            assertThat(fresh.measure(List.of(KERNEL, OTHER), PLAN, PATIENCE))
                    .containsExactly(wrong(KERNEL, 1), wrong(OTHER, 1));
        }
    }

    @Test
    void whateverTheJvmPrintsIsNoAnswer() throws InterruptedException {
        try (Fresh fresh = with(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc"), Duration.ofSeconds(60))) {
            assertMeasured(fresh.measure(KERNEL, PLAN, PATIENCE));
        }
    }

    /** Whoever runs a benchmark with JMH holds this lock: this test, or somebody else already. */
    @Test
    void anotherJmhOnTheMachineDisturbsNobody() throws IOException, InterruptedException {
        try (FileChannel file =
                        FileChannel.open(
                                Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = file.tryLock();
                Fresh fresh = new Fresh()) {
            assertMeasured(fresh.measure(KERNEL, PLAN, PATIENCE));
        }
    }

    @Test
    void aKernelThatCannotReachCompiledCodeIsNoSlowKernel() throws InterruptedException {
        try (Fresh fresh = with(Map.of("JAVA_TOOL_OPTIONS", "-Xint"), Duration.ofSeconds(60))) {
            assertThat(fresh.measure(KERNEL, Request.Plan.of(3, 5, 300), PATIENCE))
                    .isInstanceOfSatisfying(
                            Outcome.NotIntrinsified.class,
                            slow -> assertThat(slow.bytesPerCall()).isPositive());
        }
    }

    /** Told apart from the JVMs of tests that run beside this one. */
    static final class Stopped {
        private Stopped() {}

        public static void main(String[] args) throws Exception {
            FreshMain.main(args);
        }
    }

    @Test
    void aStoppedJvmIsTimedOutAndTheNextKernelIsMeasured()
            throws IOException, InterruptedException, ExecutionException {
        try (Fresh fresh = with(Map.of(), Duration.ofSeconds(5), Stopped.class);
                ExecutorService measuring = Executors.newSingleThreadExecutor()) {
            Future<Outcome> outcome = measuring.submit(() -> fresh.measure(KERNEL, PLAN, PATIENCE));
            long stopped = Signals.childOf(Stopped.class);
            Signals.stop(stopped);
            assertThat(outcome.get())
                    .isInstanceOfSatisfying(
                            Outcome.TimedOut.class,
                            late -> assertThat(late.limitMs()).isBetween(5_000L, 6_000L));
            assertThat(Signals.goes(stopped, Duration.ZERO)).isTrue();
            assertMeasured(fresh.measure(KERNEL, PLAN, PATIENCE));
        }
    }
}
