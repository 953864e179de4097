package org.lanewise.reports.panels;

/**
 * One knob of a schedule, explained.
 *
 * @param part the part of the schedule's name that holds it, empty for peeled borders
 * @param knob the knob's name
 * @param value its value
 * @param meaning one sentence that says what the value does
 */
public record KnobLine(String part, String knob, String value, String meaning) {}
