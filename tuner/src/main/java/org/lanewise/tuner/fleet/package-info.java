/**
 * Takes suites to tune for many kinds of machines, gives jobs to the workers on hosts of those
 * kinds, by way of a database that all of them share.
 */
@NullMarked
package org.lanewise.tuner.fleet;

import org.jspecify.annotations.NullMarked;
