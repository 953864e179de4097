package org.lanewise.reports.panels;

import java.util.List;

/**
 * What searches come to that draw by lot from schedules of which all were measured.
 *
 * @param schedules number of those schedules
 * @param steps by the number of trials
 */
public record RandomBand(int schedules, List<Step> steps) {
    /**
     * The fastest schedule after some trials, GFLOP/s; 0 where none of them gave a time.
     *
     * @param trial number of trials
     * @param low what nine of ten searches reach
     * @param middle what every other search reaches
     * @param high what one of ten searches reaches
     */
    public record Step(int trial, double low, double middle, double high) {}

    /** Keeps an unmodifiable copy. */
    public RandomBand {
        steps = List.copyOf(steps);
    }
}
