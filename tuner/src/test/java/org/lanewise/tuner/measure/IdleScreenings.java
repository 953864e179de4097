package org.lanewise.tuner.measure;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Workers that tests hand on to each other: what takes long in a worker's life is its beginning.
 * What a {@link Screening} says that it has spent is of all who had it. Thread-safe; those that are
 * left end with this JVM.
 */
public final class IdleScreenings {
    private static final ConcurrentLinkedQueue<Screening> IDLE = new ConcurrentLinkedQueue<>();

    private IdleScreenings() {}

    /** One that nobody uses, new if need be. */
    public static Screening take() {
        return Optional.ofNullable(IDLE.poll()).orElseGet(Screening::new);
    }

    /** Hands one on, as it is: a worker that is broken is replaced by whoever asks it next. */
    public static void give(Screening screening) {
        IDLE.add(screening);
    }
}
