package org.lanewise.host;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.schedule.Schedule;

/**
 * What a JVM does once before its first kernel runs, in a thread of its own while a file is read:
 * linking what schedules are read by, finding out what machine this is and what the JVM can do, and
 * loading classes of the Vector API.
 */
public final class HeadStart implements Supplier<Host> {
    private static final String ANY = "c256_b1_t1x1_chw_taps_reload_raw";

    private @Nullable Host host;
    private @Nullable Throwable failure;

    private final Supplier<Host> examine;

    private HeadStart(Supplier<Host> examine) {
        this.examine = examine;
    }

    /** Begins it. */
    public static HeadStart begin() {
        return begin(new Probe());
    }

    static HeadStart begin(Supplier<Host> examine) {
        HeadStart start = new HeadStart(examine);
        Work work = start.new Work();
        work.setDaemon(true);
        work.start();
        return start;
    }

    /** A plain thread and a plain monitor: they are there before anything is linked. */
    private final class Work extends Thread {
        Work() {
            super("lanewise-start");
        }

        /** In the order in which a loading thread comes to need it. */
        @Override
        public void run() {
            Host found;
            try {
                Schedule.parse(ANY);
                found = examine.get();
                tell(found, null);
            } catch (RuntimeException | Error failed) {
                tell(null, failed);
                return;
            }
            load(found);
        }
    }

    private static void load(Host found) {
        try {
            if (found.capabilities().againstVectors().isEmpty()) {
                VectorClasses.load();
            }
        } catch (LinkageError missing) {
            // Whoever needs these classes is told when a kernel asks for them.
            return;
        }
    }

    private synchronized void tell(@Nullable Host found, @Nullable Throwable failed) {
        host = found;
        failure = failed;
        notifyAll();
    }

    /** A class: a lambda would have to be linked first. */
    private record Probe() implements Supplier<Host> {
        @Override
        public Host get() {
            return new Host(
                    Capabilities.ofThisJvm(),
                    Capabilities.vectors() ? Optional.of(MachineProbe.detect()) : Optional.empty());
        }
    }

    /**
     * This machine and JVM; waits until they are known.
     *
     * @throws IllegalStateException if they cannot be examined
     */
    @Override
    public Host get() {
        boolean interrupted = false;
        synchronized (this) {
            while (host == null && failure == null) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (host == null) {
                throw new IllegalStateException(
                        "This machine cannot be examined: " + failure, failure);
            }
            return host;
        }
    }
}
