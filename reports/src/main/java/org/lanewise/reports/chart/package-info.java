/**
 * Takes points and lines, gives what ECharts needs to draw them, as JSON that can stand inside a
 * page. The page's script knows no single chart: colours, fonts and tooltips are the same for all.
 */
@NullMarked
package org.lanewise.reports.chart;

import org.jspecify.annotations.NullMarked;
