package org.lanewise.tuner.measure.worker;

import java.util.EnumMap;
import java.util.function.Supplier;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.tuner.measure.protocol.Spent;

/** Adds up what the phases of candidates take. Thread-safe. */
final class Stopwatch {
    private final EnumMap<Phase, Long> nanos = new EnumMap<>(Phase.class);

    /** Does something and counts its time for a phase. */
    <T> T in(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, System.nanoTime() - start);
        }
    }

    private synchronized void add(Phase phase, long taken) {
        nanos.merge(phase, taken, Long::sum);
    }

    /** What was counted since this was asked last. */
    synchronized Spent take() {
        Spent spent = Spent.ofNanos(nanos);
        nanos.clear();
        return spent;
    }
}
