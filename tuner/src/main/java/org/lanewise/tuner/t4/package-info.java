/**
 * Takes what was measured of one workload on one machine, gives it in the auto-tuning community's
 * formats: T1, the search space, and T4, the results, so that other tools' simulators replay them.
 */
@NullMarked
package org.lanewise.tuner.t4;

import org.jspecify.annotations.NullMarked;
