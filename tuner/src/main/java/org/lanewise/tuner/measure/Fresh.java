package org.lanewise.tuner.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.worker.Jmh;

/**
 * Times kernels, each in a JVM of its own, which is what an application will run it in. They are
 * compiled here, where the compiler is warm already. Not thread-safe.
 */
public final class Fresh implements AutoCloseable {
    private final KernelCompiler compiler = new KernelCompiler();

    /**
     * Generates and compiles a kernel; warms, checks and times it in a fresh JVM.
     *
     * @throws InterruptedException if the caller was asked to stop
     * @throws MeasureException if no file can be written
     */
    public Outcome measure(LegalSchedule legal, Request.Plan plan) throws InterruptedException {
        try {
            Path file = Files.createTempFile("lanewise-kernel", ".class");
            try {
                Files.write(file, compiler.classFile(KernelSource.of(legal)));
                return inFreshJvm(legal, file, plan);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (KernelCompileException refused) {
            return new Outcome.CompileFailed(String.valueOf(refused.getMessage()));
        } catch (IOException full) {
            throw new MeasureException(
                    "A compiled kernel cannot be written: " + full.getMessage(), full);
        }
    }

    private static Outcome inFreshJvm(LegalSchedule legal, Path classFile, Request.Plan plan)
            throws InterruptedException {
        try {
            return Jmh.inFreshJvm(legal, classFile, plan).outcome();
        } catch (MeasureException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while timing in a fresh JVM");
            }
            return new Outcome.WorkerDied(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public void close() {
        compiler.close();
    }
}
