/**
 * Takes files in which tuners exchange what they measured, T4 with the T1 file beside it and Kernel
 * Tuner's cache files, gives {@link org.lanewise.tuner.tables.Table tables} for searches. Knows
 * nothing of kernels.
 */
@NullMarked
package org.lanewise.tuner.tables.exchange;

import org.jspecify.annotations.NullMarked;
