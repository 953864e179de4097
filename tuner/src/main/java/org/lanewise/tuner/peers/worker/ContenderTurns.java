package org.lanewise.tuner.peers.worker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lanewise.check.CacheEviction;
import org.lanewise.check.Timing;
import org.lanewise.tuner.peers.Contender;

/**
 * Times contenders one after the other, again and again: what disturbs the machine for a while
 * disturbs all of them. Each turn begins with calls that do not count. Not thread-safe.
 */
final class ContenderTurns {
    private static final long TURN_NANOS = 20_000_000;

    /** Not counted: brings the tensors near and lets the pools of the contender before doze off. */
    private static final long LEAD_IN_NANOS = 5_000_000;

    private static final int COLD_CALLS = 5;

    private final @Nullable CacheEviction eviction;

    private ContenderTurns(@Nullable CacheEviction eviction) {
        this.eviction = eviction;
    }

    /** Tensors stay as near as they fit. */
    static ContenderTurns hot() {
        return new ContenderTurns(null);
    }

    /** Tensors are in main memory before each timed call. */
    static ContenderTurns cold(int threads) {
        return new ContenderTurns(CacheEviction.ofThisMachine(threads));
    }

    /**
     * One round.
     *
     * @param number shifts the order in which contenders are timed
     * @return nanoseconds a run, in the order of the contenders
     */
    List<Double> round(List<Contender> contenders, int number) {
        List<Double> nanos = new ArrayList<>(Collections.nCopies(contenders.size(), Double.NaN));
        for (int i = 0; i < contenders.size(); i++) {
            int whose = (i + number) % contenders.size();
            nanos.set(whose, turn(contenders.get(whose)));
        }
        return nanos;
    }

    private double turn(Contender contender) {
        LockSupport.parkNanos(LEAD_IN_NANOS);
        double estimate = Timing.hot(contender::run, LEAD_IN_NANOS);
        return eviction == null
                ? hot(contender, estimate)
                : Timing.cold(contender::run, eviction, COLD_CALLS);
    }

    /** The clock is read twice in all: a reading takes a percent of the shortest layers. */
    private static double hot(Contender contender, double estimate) {
        long calls = Math.max(1, (long) (TURN_NANOS / estimate));
        long start = System.nanoTime();
        for (long call = 0; call < calls; call++) {
            contender.run();
        }
        return (System.nanoTime() - start) / (double) calls;
    }
}
