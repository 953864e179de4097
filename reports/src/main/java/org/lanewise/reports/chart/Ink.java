package org.lanewise.reports.chart;

import java.util.Locale;

/** Colours by what they stand for; the style sheet has them for light, dark and paper. */
public enum Ink {
    BY_DEFAULT,
    BEST,
    DOT,
    DIAMOND,
    CROSS,
    RULE,
    TEXT;

    /** As the style sheet names it, so that dark mode and paper need no redraw. */
    String css() {
        return "var(--" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ")";
    }
}
