/**
 * Takes all that a database holds, gives what became slower or faster from one run to the next, and
 * the history of each layer's best.
 */
@NullMarked
package org.lanewise.reports.index;

import org.jspecify.annotations.NullMarked;
