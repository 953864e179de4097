/**
 * Takes a workload, gives {@link org.lanewise.schedule.LegalSchedule}s: how a kernel computes it. A
 * {@link org.lanewise.schedule.Schedule} is a set of knobs; a {@link
 * org.lanewise.schedule.ScheduleSpace} lists the values that are worth trying; {@link
 * org.lanewise.schedule.Rule} says once, for search, generator, CLI and report alike, which
 * combinations can be generated.
 */
@NullMarked
package org.lanewise.schedule;

import org.jspecify.annotations.NullMarked;
