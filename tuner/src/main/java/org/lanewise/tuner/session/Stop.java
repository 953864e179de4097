package org.lanewise.tuner.session;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanewise.tuner.search.SearchLoop;

/** A condition under which a layer is searched no further. */
public sealed interface Stop {
    /** Whether the layer's search has come to its end. */
    boolean holds(LayerHistory history);

    /**
     * Nothing gained lately: the best time is no longer shortened by 1%.
     *
     * @param rounds of {@link SearchLoop#ROUND} trials without a gain, at least 1
     */
    record Patience(int rounds) implements Stop {
        private static final double GAIN = 0.01;

        /** Checks the number. */
        public Patience {
            if (rounds < 1) {
                throw new IllegalArgumentException(
                        "A patience of "
                                + rounds
                                + " rounds ends a search before it begins; use at least 1.");
            }
        }

        /**
         * Reads a number of rounds.
         *
         * @throws IllegalArgumentException if it is none; the message is one sentence
         */
        public static Patience parse(String text) {
            if (!text.matches("-?\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no number of rounds; write it as 3.");
            }
            return new Patience(Integer.parseInt(text));
        }

        @Override
        public boolean holds(LayerHistory history) {
            int trials = history.trials();
            // 64-bit, since a user may be as patient as an int can say.
            long before = trials - (long) rounds * SearchLoop.ROUND;
            return before > 0
                    && history.best() > (1 - GAIN) * history.bestOfFirst((int) before)
                    && Double.isFinite(history.best());
        }
    }

    /**
     * Near enough to the roofline's flat part, the multiply-add peak.
     *
     * @param share of the peak, above 0 and at most 1
     */
    record NearPeak(double share) implements Stop {
        /** Checks the share. */
        public NearPeak {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "The share of the peak must be above 0% and at most 100%.");
            }
        }

        private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%?");

        /**
         * Reads {@code 90%} or {@code 90}.
         *
         * @throws IllegalArgumentException if it is no share; the message is one sentence
         */
        public static NearPeak parse(String text) {
            Matcher percent = PERCENT.matcher(text.strip());
            if (!percent.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a share of the peak; write it as 90%.");
            }
            return new NearPeak(Double.parseDouble(percent.group(1)) / 100);
        }

        @Override
        public boolean holds(LayerHistory history) {
            return history.best() * share <= history.atPeak();
        }
    }

    /** Whether any of them holds. */
    static boolean any(List<Stop> stops, LayerHistory history) {
        return stops.stream().anyMatch(stop -> stop.holds(history));
    }
}
