/**
 * Takes layers and schedules by name, gives their times in turns in some fresh JVMs, and how many
 * times as fast each is as the first.
 */
@NullMarked
package org.lanewise.tuner.turns;

import org.jspecify.annotations.NullMarked;
