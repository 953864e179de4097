package org.lanewise.host;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        static final Optional<String> LACK =
                loadHeapSegments() ? addDirective(folders()) : Optional.empty();
    }

    private JitSetup() {}

    /** Prepares this JVM, if that has not been done, and waits until it has. */
    public static State ensure() {
        return Once.LACK.isEmpty() ? State.IN_FORCE : State.UNAVAILABLE;
    }

    /** Why the directive is not in force, if it is not: one sentence. Prepares this JVM first. */
    public static Optional<String> lack() {
        return Once.LACK.map(why -> "Kernels take longer to reach full speed here: " + why + ".");
    }

    private static boolean loadHeapSegments() {
        return !MemorySegment.ofArray(new float[0]).isNative();
    }

    /** Adds the directive by way of a file in one of some folders, or says why it cannot be. */
    static Optional<String> addDirective(List<Path> folders) {
        if (!Jvm.MANAGED) {
            return Optional.of("the JIT takes directives only with the module jdk.management");
        }
        if (Jvm.option(JvmFlags.OTHER_JIT).equals(Optional.of("true"))) {
            // HotSpot would apply what is for C1 to it, too, and the kernels would stay
            // interpreted.
            return Optional.of("C1 cannot be kept away from kernels where the other JIT is not C2");
        }
        List<Path> tried = new ArrayList<>();
        for (Path folder : folders) {
            try {
                return addFrom(Files.createTempFile(folder, "lanewise", ".json"));
            } catch (IOException notHere) {
                tried.add(folder);
            }
        }
        return Optional.of(
                "the JIT reads directives from files only, and no file can be written in "
                        + tried.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    /** Where a file may be for a moment, the usual place first. */
    private static List<Path> folders() {
        return Stream.of(
                        System.getProperty("java.io.tmpdir"),
                        "/dev/shm",
                        System.getenv("XDG_RUNTIME_DIR"),
                        "/tmp",
                        System.getProperty("user.home"),
                        System.getProperty("user.dir"))
                .filter(folder -> folder != null && !folder.isBlank())
                .map(Path::of)
                .distinct()
                .toList();
    }

    private static Optional<String> addFrom(Path file) throws IOException {
        try {
            Files.writeString(file, directive());
            return Jvm.direct(file)
                    ? Optional.empty()
                    : Optional.of(
                            Jvm.has("jdk.jfr")
                                    ? "the JIT of this JVM takes no directives"
                                    // Without it HotSpot's list of commands breaks off.
                                    : "the JIT takes no directives without the module jdk.jfr");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String directive() {
        String kernels = KernelSource.PACKAGE.replace('.', '/') + "/" + KernelSource.PREFIX + "*.*";
        String ofJars = KernelSource.JAR_PACKAGES.replace('.', '/') + "/*.*";
        return "[{ match: [\"" + kernels + "\", \"" + ofJars + "\"], c1: { Exclude: true } }]";
    }
}
