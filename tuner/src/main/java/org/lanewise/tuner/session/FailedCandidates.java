package org.lanewise.tuner.session;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.db.Outcome;

/**
 * How many candidates of a layer's search failed, and how.
 *
 * @param layer the layer's name
 * @param candidates all that were screened
 * @param failed those that failed, by how they did
 */
public record FailedCandidates(String layer, int candidates, Map<Outcome.Kind, Integer> failed) {
    /** Fewer than this many are no news: a search also asks for schedules at the edge. */
    private static final int FEW = 4;

    /** Nor is a smaller share of all. */
    private static final double SMALL_SHARE = 0.1;

    /** Keeps an unmodifiable copy. */
    public FailedCandidates {
        Map<Outcome.Kind, Integer> copy = new EnumMap<>(Outcome.Kind.class);
        copy.putAll(failed);
        failed = Collections.unmodifiableMap(copy);
    }

    static FailedCandidates of(String layer, Collection<Outcome> screened) {
        Map<Outcome.Kind, Integer> failed = new EnumMap<>(Outcome.Kind.class);
        for (Outcome outcome : screened) {
            if (outcome.kind() != Outcome.Kind.MEASURED) {
                failed.merge(outcome.kind(), 1, Integer::sum);
            }
        }
        return new FailedCandidates(layer, screened.size(), failed);
    }

    /** All that failed. */
    public int count() {
        return failed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether so many failed that the layer's result deserves a word. */
    public boolean manyFailed() {
        return (count() >= FEW && count() >= SMALL_SHARE * candidates)
                || (candidates > 0 && count() == candidates);
    }

    /** Such as {@code 63 of 64 candidates failed: 63 never became vector instructions}. */
    public String words() {
        return count()
                + " of "
                + candidates
                + " candidates failed: "
                + failed.entrySet().stream()
                        .map(how -> how.getValue() + " " + words(how.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String words(Outcome.Kind kind) {
        return switch (kind) {
            case MEASURED -> "gave a time";
            case COMPILE_FAILED -> "refused by javac";
            case WRONG_RESULT -> "computed something else";
            case NOT_INTRINSIFIED -> "never became vector instructions";
            case TIMED_OUT -> "ran out of time";
            case WORKER_DIED -> "ended their JVM";
        };
    }
}
