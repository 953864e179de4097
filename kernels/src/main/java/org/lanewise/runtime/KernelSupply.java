package org.lanewise.runtime;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.host.Lack;
import org.lanewise.pack.KernelPack;
import org.lanewise.schedule.LegalSchedule;

/**
 * Gives kernels: out of the pack where it holds them and this JVM takes them, otherwise classes of
 * the application, otherwise compiled from source. The compiler is touched only then, so that a JVM
 * without one loads packs. Thread-safe.
 */
final class KernelSupply implements Supply, AutoCloseable {
    /** Where a class file holds the version of its format, and the one of Java 0. */
    private static final int VERSION_AT = 6;

    private static final int VERSION_OF_JAVA_0 = 44;

    private static final String NO_PACK = "is in no pack";

    private final Optional<KernelPack> pack;
    private final JarKernels jars = new JarKernels();
    private final BooleanSupplier compiler;
    private @Nullable KernelCompiler javac;

    /**
     * A supply.
     *
     * @param pack compiled kernels, if there are any
     * @param compiler whether this JVM has a compiler for others
     */
    KernelSupply(Optional<KernelPack> pack, BooleanSupplier compiler) {
        this.pack = pack;
        this.compiler = compiler;
    }

    @Override
    public boolean holds(LegalSchedule perhapsLegal) {
        return pack.isPresent() && pack.get().holds(perhapsLegal);
    }

    @Override
    public Supplied get(LegalSchedule legal) {
        Supplied packed = packed(legal);
        // No switch: a JVM that starts would link it.
        return packed instanceof Supplied.Refused(String why)
                ? unpacked(legal, why + ", and ")
                : packed;
    }

    private Supplied unpacked(LegalSchedule legal, String notPacked) {
        return switch (jars.get(legal)) {
            case Supplied.Ready ready -> ready;
            case Supplied.Refused(String why) -> compiled(legal, notPacked + why);
        };
    }

    private Supplied packed(LegalSchedule legal) {
        Optional<byte[]> classFile = pack.flatMap(found -> found.classFile(legal));
        if (classFile.isEmpty()) {
            return new Supplied.Refused(pack.isPresent() ? "is not in the pack" : NO_PACK);
        }
        int java = javaOf(classFile.get());
        if (java > Runtime.version().feature()) {
            return new Supplied.Refused(
                    "in the pack needs Java "
                            + java
                            + " and this JVM is Java "
                            + Runtime.version().feature());
        }
        return defined(classFile.get(), "in the pack is none that this JVM takes");
    }

    private static int javaOf(byte[] classFile) {
        return classFile.length < VERSION_AT + Short.BYTES
                ? 0
                : Short.toUnsignedInt(ByteBuffer.wrap(classFile).getShort(VERSION_AT))
                        - VERSION_OF_JAVA_0;
    }

    private static Supplied defined(byte[] classFile, String refusal) {
        try {
            return new Supplied.Ready(KernelDefiner.define(classFile));
        } catch (IllegalArgumentException unfit) {
            return new Supplied.Refused(refusal + " (" + unfit.getCause() + ")");
        }
    }

    private Supplied compiled(LegalSchedule legal, String notPacked) {
        if (!compiler.getAsBoolean()) {
            return new Supplied.Refused(notPacked + Lack.JAVA_COMPILER.why());
        }
        try {
            return defined(compile(legal), notPacked + "as it is compiled is none for this JVM");
        } catch (KernelCompileException refused) {
            String firstLine = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            return new Supplied.Refused(notPacked + "cannot be compiled: " + firstLine);
        } catch (RuntimeException | StackOverflowError broken) {
            // Whatever breaks here, there is another kernel for the workload; the reason is told.
            return new Supplied.Refused(notPacked + "cannot be generated: " + broken);
        }
    }

    private synchronized byte[] compile(LegalSchedule legal) {
        if (javac == null) {
            javac = new KernelCompiler();
        }
        return javac.classFile(KernelSource.of(legal));
    }

    @Override
    public synchronized void close() {
        if (javac != null) {
            javac.close();
            javac = null;
        }
    }
}
