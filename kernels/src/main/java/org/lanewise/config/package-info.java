/**
 * Takes tuning results, gives the best-configuration file and reads it back: which schedule each
 * workload should run with on one machine, and the figures it was chosen by.
 */
@NullMarked
package org.lanewise.config;

import org.jspecify.annotations.NullMarked;
