/**
 * Takes times that were measured in turns or in two runs, gives how much one is longer than the
 * other, with intervals that stay honest where many are looked at together.
 */
@NullMarked
package org.lanewise.reports.stats;

import org.jspecify.annotations.NullMarked;
