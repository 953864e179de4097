package org.lanewise.tuner.measure.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Brings kernels to compiled code before it is their turn to be timed, two at a time: while C2 is
 * at work on one, the other is generated or called, and nothing is timed that could be disturbed.
 * Not thread-safe.
 */
final class Preparation implements AutoCloseable {
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** By the clock. What takes longer goes on alone when it is its turn. */
    private static final Duration LIMIT = Duration.ofMillis(800);

    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("prepare-", 1).factory());
    private final ConcurrentLinkedQueue<KernelCompiler> idle = new ConcurrentLinkedQueue<>();
    private final Map<Schedule, Subject> ready = new ConcurrentHashMap<>();
    private Optional<Workload> workload = Optional.empty();

    /** Prepares kernels of one workload; those prepared before are given up. */
    void prepare(List<LegalSchedule> kernels, Tensors tensors) {
        forget();
        workload = Optional.of(tensors.workload());
        List<Callable<Void>> work = new ArrayList<>();
        for (LegalSchedule kernel : kernels) {
            work.add(() -> {
                prepare(kernel, tensors);
                return null;
            });
        }
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A kernel cannot be prepared.", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(LegalSchedule kernel, Tensors tensors) {
        KernelCompiler compiler = idle.poll();
        if (compiler == null) {
            compiler = new KernelCompiler();
        }
        try {
            Subject subject = new Subject(compiler.compile(KernelSource.of(kernel)), tensors);
            subject.warmAhead(LIMIT);
            ready.put(kernel.schedule(), subject);
        } catch (KernelCompileException refused) {
            // It will be refused again, and reported, when it is this kernel's turn.
            ready.remove(kernel.schedule());
        } finally {
            idle.add(compiler);
        }
    }

    /** A kernel that was prepared last. */
    Optional<Subject> find(Workload wanted, Schedule schedule) {
        return workload.filter(wanted::equals).map(same -> ready.get(schedule));
    }

    /** Gives up what was prepared. */
    void forget() {
        workload = Optional.empty();
        ready.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        idle.forEach(KernelCompiler::close);
    }
}
