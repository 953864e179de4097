package org.lanewise.runtime;

import org.lanewise.schedule.LegalSchedule;

/** Gives kernels. Thread-safe. */
@FunctionalInterface
interface Supply {
    /** The kernel of a schedule, or why there is none. */
    Supplied get(LegalSchedule legal);

    /** Whether its kernel is there already, so that it was legal when that was compiled. */
    default boolean holds(LegalSchedule perhapsLegal) {
        return false;
    }
}
