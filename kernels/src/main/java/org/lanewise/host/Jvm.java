package org.lanewise.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** What this JVM tells of itself: more, where it has the module jdk.management. Thread-safe. */
public final class Jvm {
    /** Whether the module jdk.management is there. */
    public static final boolean MANAGED = has("jdk.management");

    /** Begins with the nanoseconds that the thread has computed for. */
    private static final Path SCHEDULER = Path.of("/proc/thread-self/schedstat");

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Jvm() {}

    /** Whether a module is there. */
    public static boolean has(String module) {
        return ModuleLayer.boot().findModule(module).isPresent();
    }

    /**
     * The flags it was started with, by whatever way; without jdk.management those that the command
     * line and the environment tell.
     */
    static List<String> flags() {
        if (MANAGED) {
            return Beans.flags();
        }
        Stream<String> environment =
                Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")
                        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                        .flatMap(value -> Arrays.stream(value.split("\\s+")));
        return Stream.concat(commandLine(), environment)
                .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
                .toList();
    }

    private static Stream<String> commandLine() {
        try {
            return Arrays.stream(Files.readString(COMMAND_LINE).split("\0"));
        } catch (IOException untold) {
            // Not Linux.
            return Stream.empty();
        }
    }

    /** The value in force of one of HotSpot's options, if it is one and this JVM tells. */
    static Optional<String> option(String name) {
        return MANAGED ? Beans.option(name) : Optional.empty();
    }

    /** Bytes that the current thread allocates while something runs; 0 where nobody counts. */
    public static long allocatedBy(Runnable work) {
        if (!MANAGED) {
            work.run();
            return 0;
        }
        return Beans.allocatedBy(work);
    }

    /**
     * Nanoseconds that the current thread has computed for; where neither JVM nor system counts
     * them, those that have passed.
     */
    public static long processorNanos() {
        return MANAGED ? Beans.THREADS.getCurrentThreadCpuTime() : nanosOfLinux();
    }

    private static long nanosOfLinux() {
        try {
            return Long.parseLong(Files.readString(SCHEDULER).replaceFirst("(?s) .*", ""));
        } catch (IOException | NumberFormatException untold) {
            // Not Linux, or not this part of it.
            return System.nanoTime();
        }
    }

    /** Milliseconds that the JIT has spent on what it has finished; 0 where nobody counts. */
    static long compiledMillis() {
        return MANAGED ? Beans.compiledMillis() : 0;
    }

    /** Gives the directives in a file to HotSpot's compilers; false if it takes none. */
    static boolean direct(Path file) {
        return MANAGED && Directives.add(file);
    }

    /** Apart, so that the classes of the module are loaded only where it is. */
    private static final class Beans {
        private static final ThreadMXBean THREADS =
                (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private static final @Nullable CompilationMXBean JIT =
                ManagementFactory.getCompilationMXBean();

        private static final @Nullable HotSpotDiagnosticMXBean OPTIONS =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

        static List<String> flags() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }

        static Optional<String> option(String name) {
            try {
                return OPTIONS == null
                        ? Optional.empty()
                        : Optional.of(OPTIONS.getVMOption(name).getValue());
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        }

        static long compiledMillis() {
            return JIT == null ? 0 : JIT.getTotalCompilationTime();
        }

        static long allocatedBy(Runnable work) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }

    /** Apart, because loading the platform's bean server takes long. */
    private static final class Directives {
        static boolean add(Path file) {
            try {
                Object answer =
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "compilerDirectivesAdd",
                                        new Object[] {new String[] {file.toString()}},
                                        new String[] {String[].class.getName()});
                return String.valueOf(answer).contains("directives added");
            } catch (JMException unavailable) {
                return false;
            }
        }
    }
}
