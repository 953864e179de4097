package org.lanewise.reports.stats;

import java.util.Optional;

/**
 * How many times as long one thing takes as another, with an interval.
 *
 * @param ratio the ratio
 * @param low lower end of its interval
 * @param high upper end
 * @param p probability of such a difference where there is none, corrected for the number of
 *     comparisons made with it
 * @param level chance that the interval misses
 */
public record Difference(double ratio, double low, double high, double p, double level) {
    /** What a comparison comes to. */
    public enum Verdict {
        /** The second is known to be faster. */
        FASTER("faster"),
        /** The second is known to be slower. */
        SLOWER("slower"),
        /** Neither is known to be faster. */
        OPEN("not known to differ");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * What is known, for people.
     *
     * @param repeats what there are too few of where nothing is known, such as {@code JVMs}
     */
    public static String words(Optional<Difference> known, String repeats) {
        return known.map(difference -> difference.verdict().words())
                .orElse("too few " + repeats + " to tell");
    }

    /** Where 1 lies. */
    public Verdict verdict() {
        if (low > 1) {
            return Verdict.FASTER;
        }
        return high < 1 ? Verdict.SLOWER : Verdict.OPEN;
    }
}
