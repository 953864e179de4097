/**
 * Takes a workload and a schedule, gives the numbers a cost model learns from: what the generated
 * kernel will do to the multiply-add pipes, the registers, the JIT and the caches, rather than the
 * knobs alone, so that one layer's measurements say something of another layer.
 */
@NullMarked
package org.lanewise.tuner.features;

import org.jspecify.annotations.NullMarked;
