package org.lanewise.tuner.cli;

import java.util.Locale;
import org.lanewise.reports.Format;
import org.lanewise.tuner.session.Expectation;

/** What a budget buys, in a sentence. */
final class BudgetWords {
    private BudgetWords() {}

    static String of(Expectation expected) {
        return Format.count(expected.layers(), "layer")
                + (expected.layers() == 1 ? ": " : ", on average ")
                + trials(expected)
                + (expected.layers() == 1 ? "" : " each")
                + String.format(
                        Locale.ROOT,
                        ", and about %.0f s to confirm %s.",
                        expected.confirming().toMillis() / 1e3,
                        expected.layers() == 1 ? "it" : "each");
    }

    private static String trials(Expectation expected) {
        return expected.trials() < expected.wanted()
                ? "about "
                        + Format.count(expected.trials(), "trial")
                        + (expected.wanted() == Integer.MAX_VALUE
                                ? ""
                                : " of the " + expected.wanted() + " asked for")
                : Format.count(expected.trials(), "trial");
    }
}
