/**
 * Takes a workload and a schedule, gives an {@link org.lanewise.db.Outcome}: starts worker JVMs,
 * hands them candidates, and survives whatever becomes of them.
 */
@NullMarked
package org.lanewise.tuner.measure;

import org.jspecify.annotations.NullMarked;
