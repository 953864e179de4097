package org.lanewise.reports;

/**
 * How many trials of a layer ended one way.
 *
 * @param kind the way
 * @param count number of trials
 */
public record OutcomeCount(OutcomeKind kind, long count) {}
