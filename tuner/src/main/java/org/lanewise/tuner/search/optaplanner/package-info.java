/**
 * Takes a {@link org.lanewise.schedule.ScheduleSpace} and a cost, gives the cheapest legal
 * schedules that OptaPlanner's local search met. The only package that knows OptaPlanner; it knows
 * neither cost models nor measurements.
 *
 * <p>The problem: one planning entity a knob, whose variable is the position of its value ({@link
 * org.lanewise.tuner.search.optaplanner.KnobChoice}). The hard score counts broken rules, the soft
 * score is the negative cost.
 */
@NullMarked
package org.lanewise.tuner.search.optaplanner;

import org.jspecify.annotations.NullMarked;
