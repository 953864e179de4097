package org.lanewise.runtime;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lanewise.codegen.KernelSource;

/**
 * Prepares HotSpot for kernels, once for the JVM's life. Thread-safe.
 *
 * <p>Its first compiler is kept away from them: C1 runs out of registers on an unrolled tile, and
 * the kernel would then stay interpreted for seconds; without C1 it goes straight to C2. The
 * directive touches no other class.
 *
 * <p>Heap segments are loaded: C2 compiles checked accesses for the kinds of segment it has seen,
 * so the first heap segment anywhere in the program would throw away every compiled kernel.
 */
public final class JitSetup {
    /** Whether the directive is in force. */
    public enum State {
        /** HotSpot accepted it. */
        IN_FORCE,
        /**
         * This JVM takes no compiler directives; kernels run, but take longer to reach full speed.
         */
        UNAVAILABLE
    }

    private static final class Once {
        static final State STATE = loadHeapSegments() ? addDirective() : State.UNAVAILABLE;
    }

    private JitSetup() {}

    /** Prepares this JVM, if that has not been done, and waits until it has. */
    public static State ensure() {
        return Once.STATE;
    }

    private static boolean loadHeapSegments() {
        return !MemorySegment.ofArray(new float[0]).isNative();
    }

    private static State addDirective() {
        // Directives are taken by a bean of that module.
        if (ModuleLayer.boot().findModule("jdk.management").isEmpty()) {
            return State.UNAVAILABLE;
        }
        try {
            // The command reads directives from files only.
            Path file = Files.createTempFile("lanewise", ".json");
            try {
                Files.writeString(file, directive());
                return CompilerDirectives.add(file) ? State.IN_FORCE : State.UNAVAILABLE;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException unavailable) {
            return State.UNAVAILABLE;
        }
    }

    private static String directive() {
        String kernels = KernelSource.PACKAGE.replace('.', '/') + "/" + KernelSource.PREFIX + "*.*";
        return "[{ match: [\"" + kernels + "\"], c1: { Exclude: true } }]";
    }
}
