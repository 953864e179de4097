/**
 * Takes a {@link org.lanewise.db.TuningDatabase} and a {@link org.lanewise.config.BestConfig},
 * gives a {@link org.lanewise.reports.Run}: all that the parts of a page, the {@link
 * org.lanewise.reports.Panel panels}, are read from.
 */
@NullMarked
package org.lanewise.reports;

import org.jspecify.annotations.NullMarked;
