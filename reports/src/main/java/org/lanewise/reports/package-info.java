/**
 * Takes a {@link org.lanewise.db.TuningDatabase} and a {@link org.lanewise.config.BestConfig},
 * gives one HTML file that opens offline: {@link org.lanewise.reports.ReportModels} reads the
 * numbers into a {@link org.lanewise.reports.ReportModel}, {@link
 * org.lanewise.reports.TuningReport} writes it.
 */
@NullMarked
package org.lanewise.reports;

import org.jspecify.annotations.NullMarked;
