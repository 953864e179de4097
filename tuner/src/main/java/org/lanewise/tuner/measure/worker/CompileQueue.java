package org.lanewise.tuner.measure.worker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.lanewise.codegen.KernelSource;

/**
 * What HotSpot's compilers still have to do. A kernel that is timed while one of its methods waits
 * is not the kernel it will be; one that was given up leaves methods behind whose compilation takes
 * the next kernel's time.
 */
final class CompileQueue {
    private static final Object[] NO_ARGUMENTS = {new String[0]};
    private static final String[] SIGNATURE = {String[].class.getName()};
    private static final String ANY_KERNEL = KernelSource.PACKAGE + "." + KernelSource.PREFIX;

    /** HotSpot halts the JVM for a moment at each look. */
    private static final long POLL_NANOS = 1_000_000;

    private CompileQueue() {}

    /**
     * Waits until no generated kernel is being compiled or waits for it.
     *
     * @return false if the limit passed before; true as well where the JVM does not tell
     */
    static boolean drain(Duration limit) {
        return drain(ANY_KERNEL, limit);
    }

    /**
     * Waits asleep until one kernel is neither being compiled nor waits for it. Whoever called it
     * instead would take a processor from the compiler.
     *
     * @param className the kernel's binary name
     */
    static boolean drainOf(String className, Duration limit) {
        return drain(className + "/", limit);
    }

    private static boolean drain(String name, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (holds(name)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private static boolean holds(String name) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Object queue =
                    server.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerQueue",
                            NO_ARGUMENTS,
                            SIGNATURE);
            return String.valueOf(queue).contains(name);
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        } catch (JMException untold) {
            // Not HotSpot: looks at the kernel itself have to do.
            return false;
        }
    }
}
