package org.lanewise.schedule;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value worked out when it is first asked for. Values must be immutable and the same whoever
 * works them out: threads that ask first at the same time may each do so, without waiting for each
 * other.
 *
 * @param <T> what it is
 */
final class Lazy<T> {
    private final Supplier<T> work;
    private @Nullable T value;

    Lazy(Supplier<T> work) {
        this.work = work;
    }

    T get() {
        T known = value;
        if (known == null) {
            known = work.get();
            value = known;
        }
        return known;
    }
}
