package org.lanewise.tuner.measure.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.workload.Workload;

/**
 * Brings kernels to compiled code before it is their turn to be timed, two at a time: while C2 is
 * at work on one, the other is generated or called, and nothing is timed that could be disturbed.
 * Not thread-safe.
 */
final class Preparation implements AutoCloseable {
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** What takes longer goes on alone when it is its turn. */
    private static final Duration LIMIT = Duration.ofMillis(1_600);

    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("prepare-", 1).factory());
    private final ConcurrentLinkedQueue<KernelCompiler> idle = new ConcurrentLinkedQueue<>();
    private final Map<Schedule, Subject> ready = new HashMap<>();
    private final Stopwatch stopwatch;
    private Optional<Workload> workload = Optional.empty();

    /**
     * @param stopwatch for the kernels made here
     */
    Preparation(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    /** Prepares kernels of one workload; those prepared before are given up. */
    void prepare(List<LegalSchedule> kernels, Tensors tensors) {
        forget();
        workload = Optional.of(tensors.workload());
        List<Subject> made = new ArrayList<>();
        // Compiled in as many parts as there are threads: together they take javac less time.
        all(parts(kernels), part -> subjects(part, tensors)).forEach(made::addAll);
        // The longest first, so that no thread is left alone with one of them at the end.
        made.sort(Comparator.comparingInt(Subject::bytes).reversed());
        all(
                made,
                subject -> {
                    subject.warmAhead(LIMIT);
                    return subject;
                });
        made.forEach(subject -> ready.put(subject.schedule(), subject));
    }

    private static List<List<LegalSchedule>> parts(List<LegalSchedule> kernels) {
        int size = Math.ceilDiv(kernels.size(), THREADS);
        List<List<LegalSchedule>> parts = new ArrayList<>();
        for (int from = 0; from < kernels.size(); from += size) {
            parts.add(kernels.subList(from, Math.min(kernels.size(), from + size)));
        }
        return parts;
    }

    private <T, R> List<R> all(List<T> inputs, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        try {
            List<Callable<R>> calls = new ArrayList<>();
            inputs.forEach(input -> calls.add(() -> work.apply(input)));
            for (Future<R> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A kernel cannot be prepared.", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return results;
    }

    /** None if javac refuses one: it will be refused again, and named, when it is its turn. */
    private List<Subject> subjects(List<LegalSchedule> kernels, Tensors tensors) {
        KernelCompiler compiler = compiler();
        List<KernelSource> sources =
                stopwatch.in(Phase.GENERATE, () -> kernels.stream().map(KernelSource::of).toList());
        List<Subject> subjects = new ArrayList<>();
        try {
            List<byte[]> classFiles = stopwatch.in(Phase.JAVAC, () -> compiler.classFiles(sources));
            for (int i = 0; i < sources.size(); i++) {
                subjects.add(load(sources.get(i), classFiles.get(i), tensors));
            }
        } catch (KernelCompileException refused) {
            subjects.clear();
        } finally {
            idle.add(compiler);
        }
        return subjects;
    }

    private KernelCompiler compiler() {
        KernelCompiler waiting = idle.poll();
        return waiting == null ? new KernelCompiler() : waiting;
    }

    private Subject load(KernelSource source, byte[] classFile, Tensors tensors) {
        return stopwatch.in(Phase.LOAD, () -> new Subject(source, classFile, tensors, stopwatch));
    }

    /** A kernel that was prepared last. */
    Optional<Subject> find(LegalSchedule wanted) {
        return workload.filter(wanted.workload()::equals).map(same -> ready.get(wanted.schedule()));
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
