/**
 * Takes a {@link org.lanewise.db.TuningDatabase} and a {@link org.lanewise.config.BestConfig},
 * gives one HTML file that opens offline: {@link org.lanewise.reports.page.ReportModels} reads the
 * panels into a {@link org.lanewise.reports.page.ReportModel}, {@link
 * org.lanewise.reports.page.TuningReport} writes it.
 */
@NullMarked
package org.lanewise.reports.page;

import org.jspecify.annotations.NullMarked;
