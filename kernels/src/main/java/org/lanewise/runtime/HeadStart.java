package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.config.Machine;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * What a JVM does once before its first kernel runs, in a thread of its own while a file is read:
 * loading the classes of the Vector API, of which the first operations of a JVM need some hundred,
 * finding out what machine this is, and linking the rules of schedules. Only for JVMs with the
 * Vector API.
 */
final class HeadStart {
    /** Any workload with a schedule. */
    private static final String SMALL = "16x1x1_k1_s1_p0_nchw16c";

    private final FutureTask<Machine> machine = new FutureTask<>(MachineProbe::detect);

    private HeadStart() {}

    static HeadStart begin() {
        HeadStart start = new HeadStart();
        Thread.ofPlatform()
                .daemon()
                .name("lanewise-start")
                .start(() -> {
                    // In the order in which a loading thread comes to need them.
                    start.machine.run();
                    VectorClasses.load();
                    start.linkRules();
                });
        return start;
    }

    private void linkRules() {
        ScheduleSpace.of(Workload.parse(SMALL), machine().target()).requireDefault();
    }

    /** This machine; waits until it is known. */
    Machine machine() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return machine.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw new IllegalStateException(
                            "This machine cannot be examined.", failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Apart, so that the classes of the incubator module are resolved only behind the gate. */
    private static final class VectorClasses {
        /** Does what every kernel does: loads, multiplies and adds, stores. */
        static void load() {
            VectorSpecies<Float> species = FloatVector.SPECIES_MAX;
            ByteOrder order = ByteOrder.nativeOrder();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment vector = arena.allocate(species.vectorByteSize());
                FloatVector x = FloatVector.fromMemorySegment(species, vector, 0, order);
                FloatVector y = FloatVector.broadcast(species, 1);
                x.fma(y, x.mul(y)).intoMemorySegment(vector, 0, order);
            }
        }
    }
}
