/**
 * Takes {@link org.lanewise.reports.page.ReportModel report models} of one machine, gives a page of
 * Markdown that can stand in a repository: the same numbers as the reports have.
 */
@NullMarked
package org.lanewise.reports.results;

import org.jspecify.annotations.NullMarked;
