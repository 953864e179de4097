package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanewise.config.CacheState;

/**
 * How much a tuning run may cost; it ends at whichever limit comes first.
 *
 * @param time longest time of the whole run
 * @param trials screened candidates a layer, on average over the suite, those of earlier runs
 *     included; layers with more to gain get more of them
 * @param stops conditions any of which ends a single layer's search before that
 */
public record Budget(Duration time, int trials, List<Stop> stops) {
    /** What a run costs unless the user says otherwise. */
    public static final String DEFAULT = "10m,64";

    /** Until the first candidate: a worker, what machine this is, its peak. */
    private static final Duration START = Duration.ofSeconds(4);

    /** A first trial of a layer. */
    private static final Duration LEAST_SEARCH = Duration.ofSeconds(1);

    /** What a layer's confirmation takes beside its forks. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})(s|m|h)");
    private static final Pattern TRIALS = Pattern.compile("[1-9]\\d{0,6}");

    /** Keeps an unmodifiable copy. */
    public Budget {
        stops = List.copyOf(stops);
    }

    /** A budget that ends no layer early. */
    public Budget(Duration time, int trials) {
        this(time, trials, List.of());
    }

    /** The same budget with other conditions for single layers. */
    public Budget stoppingAt(List<Stop> conditions) {
        return new Budget(time, trials, conditions);
    }

    /** What is left of it when so much time is spent. */
    public Budget less(Duration spent) {
        Duration left = time.minus(spent);
        return new Budget(left.isNegative() ? Duration.ZERO : left, trials, stops);
    }

    /** The same budget with this share of its time. */
    public Budget share(double share) {
        return new Budget(Duration.ofNanos((long) (share * time.toNanos())), trials, stops);
    }

    /**
     * Reads {@code 90s}, {@code 10m}, {@code 2h}, a number of trials for each layer, or both
     * separated by a comma. A limit that is not named does not bind.
     *
     * @throws IllegalArgumentException if the text is none of these; the message is one sentence
     *     for the user
     */
    public static Budget parse(String text) {
        Budget budget = new Budget(Duration.ofDays(365), Integer.MAX_VALUE);
        for (String part : text.strip().split(",", -1)) {
            Matcher time = TIME.matcher(part.strip());
            if (time.matches()) {
                budget = new Budget(duration(time), budget.trials);
            } else if (TRIALS.matcher(part.strip()).matches()) {
                budget = new Budget(budget.time, Integer.parseInt(part.strip()));
            } else {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' is not a budget; write a time such as 90s, 10m or 2h, a number of trials for each layer"
                                + " such as 64, or both: 10m,64.");
            }
        }
        return budget;
    }

    /**
     * What speaks against it: that there is no time to measure and confirm each of so many layers
     * once. One sentence for the user.
     */
    public Optional<String> objection(int layers, CacheState cache) {
        Duration least =
                START.plus(leastConfirmation(cache).plus(LEAST_SEARCH).multipliedBy(layers));
        if (time.compareTo(least) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                "A budget of "
                        + time.toSeconds()
                        + "s is too short: to measure and confirm "
                        + (layers == 1 ? "one layer" : layers + " layers")
                        + " takes "
                        + seconds(least)
                        + "s at the least; give it as much, or choose fewer layers with --layers.");
    }

    private static long seconds(Duration time) {
        return Math.ceilDiv(time.toMillis(), 1000L);
    }

    /** The default schedule and one finalist, with as much time as if each had a fresh JVM. */
    static Duration leastConfirmation(CacheState cache) {
        return Pace.fork(cache).multipliedBy(2).plus(SLACK);
    }

    private static Duration duration(Matcher time) {
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
