package org.lanewise.reports.panels;

import org.lanewise.db.Outcome;

/**
 * How many trials of a layer ended one way.
 *
 * @param kind the way
 * @param count number of trials
 */
public record OutcomeCount(Outcome.Kind kind, long count) {}
