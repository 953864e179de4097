package org.lanewise.reports.chart;

/**
 * What a mark in a chart means.
 *
 * @param mark class of the mark in the style sheet
 * @param text what it stands for
 */
public record Key(String mark, String text) {}
