package org.lanewise.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the current thread allocates, where the JVM has the module jdk.management. */
final class Allocations {
    private Allocations() {}

    /** Whether this JVM counts. */
    static boolean counted() {
        return ModuleLayer.boot().findModule("jdk.management").isPresent();
    }

    /** Bytes allocated while something runs; 0 where nobody counts. */
    static long by(Runnable work) {
        if (!counted()) {
            work.run();
            return 0;
        }
        return Bean.allocatedBy(work);
    }

    /** Apart, so that the classes of the module are loaded only where it is. */
    private static final class Bean {
        private static final ThreadMXBean THREADS =
                (ThreadMXBean) ManagementFactory.getThreadMXBean();

        static long allocatedBy(Runnable work) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
