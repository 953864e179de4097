package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a worker spent on candidates.
 *
 * @param millis by the name of the {@link Phase}; what is not named took none
 */
@Json
public record Spent(Map<String, Double> millis) {
    private static final Spent NOTHING = new Spent(Map.of());

    /** Keeps an unmodifiable copy. */
    public Spent {
        millis = Map.copyOf(millis);
    }

    /** Nothing. */
    public static Spent nothing() {
        return NOTHING;
    }

    /** The same by nanoseconds. */
    public static Spent ofNanos(EnumMap<Phase, Long> nanos) {
        Map<String, Double> millis = new HashMap<>();
        nanos.forEach((phase, taken) -> millis.put(phase.name(), taken / 1e6));
        return new Spent(millis);
    }

    /** Milliseconds of one phase. */
    public double on(Phase phase) {
        return millis.getOrDefault(phase.name(), 0.0);
    }

    /** Milliseconds of all phases. */
    public double total() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Both together. */
    public Spent plus(Spent other) {
        Map<String, Double> sum = new HashMap<>(millis);
        other.millis.forEach((phase, ms) -> sum.merge(phase, ms, Double::sum));
        return new Spent(sum);
    }

    /**
     * The same shares of another total: what several threads did at once took less by the clock.
     */
    public Spent scaledTo(double total) {
        double factor = total() == 0 ? 0 : total / total();
        Map<String, Double> scaled = new HashMap<>();
        millis.forEach((phase, ms) -> scaled.put(phase, ms * factor));
        return new Spent(scaled);
    }
}
