package org.lanewise.host;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.lanewise.schedule.Schedule;

/**
 * What a JVM does once before its first kernel runs, in a thread of its own while a file is read:
 * linking what schedules are read by, finding out what machine this is and what the JVM can do, and
 * loading classes of the Vector API.
 */
public final class HeadStart implements Supplier<Host> {
    private static final String ANY = "c256_b1_t1x1_chw_taps_reload_raw";

    private final FutureTask<Host> host = new FutureTask<>(HeadStart::probe);

    private HeadStart() {}

    /** Begins it. */
    public static HeadStart begin() {
        HeadStart start = new HeadStart();
        Thread.ofPlatform().daemon().name("lanewise-start").start(start::run);
        return start;
    }

    /** In the order in which a loading thread comes to need it. */
    private void run() {
        Schedule.parse(ANY);
        host.run();
        if (host.state() == Future.State.SUCCESS
                && host.resultNow().capabilities().againstVectors().isEmpty()) {
            VectorClasses.load();
        }
    }

    private static Host probe() {
        return new Host(
                Capabilities.ofThisJvm(),
                Capabilities.vectors() ? Optional.of(MachineProbe.detect()) : Optional.empty());
    }

    /**
     * This machine and JVM; waits until they are known.
     *
     * @throws IllegalStateException if they cannot be examined
     */
    @Override
    public Host get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return host.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw new IllegalStateException(
                            "This machine cannot be examined: " + failed.getCause(),
                            failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
