/**
 * Takes a workload and a slice of its schedule space, gives a recorded table: what became of every
 * legal schedule of the slice on one machine. Strategies are compared on tables instead of on the
 * machine.
 */
@NullMarked
package org.lanewise.tuner.tables;

import org.jspecify.annotations.NullMarked;
