package org.lanewise.db.sql;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lanewise.db.Fact;

/** Which of two facts of one place counts, whichever came first to this database. */
final class Newer {
    /**
     * What facts change.
     *
     * @param kept the fact of each place that changes
     * @param count how many facts were news when they came, whether another followed or not
     */
    record News<F>(List<F> kept, int count) {}

    private Newer() {}

    /** Whether the second counts more; stamps of two databases may be equal, the facts not. */
    private static boolean than(Fact held, Fact other) {
        return held.stamp() == other.stamp()
                ? held.toString().compareTo(other.toString()) < 0
                : held.stamp() < other.stamp();
    }

    /**
     * Those that count more than what is held at their places and than each other.
     *
     * @param place of which there is one fact alone
     */
    static <F extends Fact> News<F> among(
            Stream<F> held, List<F> facts, Function<F, Object> place) {
        Map<Object, F> known = new HashMap<>();
        held.forEach(fact -> known.put(place.apply(fact), fact));
        Map<Object, F> kept = new LinkedHashMap<>();
        int count = 0;
        for (F fact : facts) {
            Object where = place.apply(fact);
            F earlier = known.get(where);
            if (earlier == null || than(earlier, fact)) {
                known.put(where, fact);
                kept.put(where, fact);
                count++;
            }
        }
        return new News<>(List.copyOf(kept.values()), count);
    }
}
