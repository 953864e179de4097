package org.lanewise.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.testkit.SteadyState;

@Timeout(120)
class ParallelismTest {
    /** Longer than any freeze of a busy machine that a test shall live through. */
    private static final long PATIENCE_SECONDS = 60;

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 1", "2, 2", "2, 7", "3, 64", "5, 3", "8, 9"})
    void everyTaskRunsOnceInContiguousSharesOfEqualSize(int threads, int tasks) {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (Team team = Team.exactly(threads, Team.POLLING)) {
            CountingKernel kernel = new CountingKernel(tasks, (from, to) -> sizes.add(to - from));
            kernel.runOn(team);
            assertThat(kernel.eachTaskRan(1)).isTrue();
            assertThat(sizes).hasSize(Math.min(threads, tasks));
            assertThat(Collections.max(sizes) - Collections.min(sizes)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void jobAfterJobEveryTaskRunsOnceWhateverTheThreadsDo() {
        try (Team team = Team.exactly(3, Duration.ofNanos(20_000));
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (Parallelism parallelism : List.of(team, Parallelism.executor(pool, 4))) {
                for (int job = 0; job < 4_000; job++) {
                    int pause = job % 7 == 0 ? 50_000 : 0;
                    CountingKernel kernel =
                            new CountingKernel(
                                    1 + job % 11,
                                    (from, to) -> {
                                        if (from > 0 && pause > 0) {
                                            TimeUnit.NANOSECONDS.sleep(pause);
                                        }
                                    });
                    kernel.runOn(parallelism);
                    assertThat(kernel.eachTaskRan(1)).as("job %d", job).isTrue();
                }
            }
        }
    }

    @Test
    void parkedThreadsAreWokenAndHelp() {
        try (Team team = Team.exactly(3, Duration.ZERO)) {
            Set<String> names = ConcurrentHashMap.newKeySet();
            for (int job = 0; job < 3; job++) {
                CountDownLatch all = new CountDownLatch(3);
                new CountingKernel(
                                3,
                                (from, to) -> {
                                    names.add(Thread.currentThread().getName());
                                    all.countDown();
                                    await(all);
                                })
                        .runOn(team);
            }
            assertThat(names).contains("lanewise-team-1", "lanewise-team-2").hasSize(3);
        }
    }

    @Test
    void whatAHelperThrowsReachesTheCallerAndTheNextJobIsUnharmed() {
        try (Team team = Team.exactly(2, Team.POLLING);
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            for (Parallelism parallelism : List.of(team, Parallelism.executor(pool, 2))) {
                CountDownLatch helping = new CountDownLatch(1);
                CountingKernel failing =
                        new CountingKernel(
                                2,
                                (from, to) -> {
                                    if (from > 0) {
                                        helping.countDown();
                                        throw new ArithmeticException("in share " + from);
                                    }
                                    await(helping);
                                });
                assertThatThrownBy(() -> failing.runOn(parallelism))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("in share 1");
                CountingKernel next = new CountingKernel(2, (from, to) -> {});
                next.runOn(parallelism);
                assertThat(next.eachTaskRan(1)).isTrue();
            }
        }
    }

    @Test
    void whatTheCallerThrowsWaitsForTheHelpers() {
        try (Team team = Team.exactly(2, Team.POLLING)) {
            CountDownLatch helping = new CountDownLatch(1);
            boolean[] done = new boolean[1];
            CountingKernel failing =
                    new CountingKernel(
                            2,
                            (from, to) -> {
                                if (from == 0) {
                                    await(helping);
                                    throw new StackOverflowError("caller");
                                }
                                helping.countDown();
                                TimeUnit.MILLISECONDS.sleep(20);
                                done[0] = true;
                            });
            assertThatThrownBy(() -> failing.runOn(team)).hasMessage("caller");
            assertThat(done[0]).isTrue();
        }
    }

    @Test
    void aSecondCallerRunsAloneRatherThanWait() throws Exception {
        try (Team team = Team.exactly(2, Team.POLLING);
                ExecutorService first = Executors.newSingleThreadExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            CountingKernel slow =
                    new CountingKernel(
                            2,
                            (from, to) -> {
                                begun.countDown();
                                await(finish);
                            });
            Future<?> running = first.submit(() -> slow.runOn(team));
            await(begun);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            CountingKernel quick =
                    new CountingKernel(8, (from, to) -> threads.add(Thread.currentThread()));
            quick.runOn(team);
            assertThat(quick.eachTaskRan(1)).isTrue();
            assertThat(threads).containsExactly(Thread.currentThread());
            finish.countDown();
            running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(slow.eachTaskRan(1)).isTrue();
        }
    }

    @Test
    void aClosedTeamLeavesTheCallerAloneAndItsThreadsEnd() throws InterruptedException {
        Team team = Team.exactly(2, Duration.ofSeconds(PATIENCE_SECONDS));
        Set<Thread> helpers = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        new CountingKernel(
                        2,
                        (from, to) -> {
                            helpers.add(Thread.currentThread());
                            both.countDown();
                            await(both);
                        })
                .runOn(team);
        helpers.remove(Thread.currentThread());
        team.close();
        team.close();
        for (Thread helper : helpers) {
            assertThat(helper.join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
        }
        assertThat(helpers).hasSize(1);
        CountingKernel kernel = new CountingKernel(4, (from, to) -> {});
        kernel.runOn(team);
        assertThat(kernel.eachTaskRan(1)).isTrue();
    }

    @Test
    void anExecutorThatRejectsFailsOrComesTooLateCostsOnlyItsHelp() {
        Parallelism rejecting =
                Parallelism.executor(
                        work -> {
                            throw new RejectedExecutionException("full");
                        },
                        4);
        CountingKernel kernel = new CountingKernel(9, (from, to) -> {});
        kernel.runOn(rejecting);
        assertThat(kernel.eachTaskRan(1)).isTrue();

        List<Runnable> late = new ArrayList<>();
        CountingKernel other = new CountingKernel(9, (from, to) -> {});
        other.runOn(Parallelism.executor(late::add, 4));
        assertThat(late).hasSize(3);
        late.forEach(Runnable::run);
        assertThat(other.eachTaskRan(1)).isTrue();

        CountingKernel third = new CountingKernel(9, (from, to) -> {});
        assertThatThrownBy(() ->
                        third.runOn(
                                Parallelism.executor(
                                        work -> {
                                            throw new IllegalStateException("broken");
                                        },
                                        4)))
                .hasMessage("broken");
        assertThat(third.eachTaskRan(1)).isTrue();
    }

    @Test
    void handingOverAllocatesNothing() {
        try (Team team = Team.exactly(2, Team.POLLING)) {
            CountingKernel kernel = new CountingKernel(4, (from, to) -> {});
            assertThat(SteadyState.bytes(() -> kernel.runOn(team))).isZero();
        }
    }

    @Test
    void impossibleTeamsAreRefused() {
        assertThatThrownBy(() -> Team.of(0)).hasMessageContaining("1 to 65535 threads, not 0");
        assertThatThrownBy(() -> Team.of(2, Duration.ofNanos(-1))).hasMessageContaining("poll");
        assertThatThrownBy(() -> Parallelism.executor(Runnable::run, 1 << 16))
                .hasMessageContaining("not 65536");
        assertThat(Team.of(1_000_000).threads())
                .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
