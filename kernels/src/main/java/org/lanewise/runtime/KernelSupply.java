package org.lanewise.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.CompilerGate;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.pack.KernelPack;
import org.lanewise.schedule.LegalSchedule;

/**
 * Gives kernels: out of the pack where it holds them, otherwise compiled from source. The compiler
 * is touched only then, so that a JVM without one loads packs. Thread-safe.
 */
final class KernelSupply implements AutoCloseable {
    private final Optional<KernelPack> pack;
    private @Nullable KernelCompiler compiler;

    KernelSupply(Optional<KernelPack> pack) {
        this.pack = pack;
    }

    /** Whether {@link #get} will find or compile a kernel. */
    boolean has(LegalSchedule legal) {
        return packed(legal).isPresent() || CompilerGate.open();
    }

    /**
     * The kernel of a schedule.
     *
     * @throws org.lanewise.compile.KernelCompileException if it must be compiled and cannot be
     */
    DepthwiseKernel get(LegalSchedule legal) {
        return packed(legal).map(KernelDefiner::define).orElseGet(() -> compile(legal));
    }

    private Optional<byte[]> packed(LegalSchedule legal) {
        return pack.flatMap(found -> found.classFile(legal));
    }

    private synchronized DepthwiseKernel compile(LegalSchedule legal) {
        CompilerGate.require();
        if (compiler == null) {
            compiler = new KernelCompiler();
        }
        return compiler.compile(KernelSource.of(legal)).kernel();
    }

    @Override
    public synchronized void close() {
        if (compiler != null) {
            compiler.close();
            compiler = null;
        }
    }
}
