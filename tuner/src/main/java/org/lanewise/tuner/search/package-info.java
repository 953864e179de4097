/**
 * Takes what was observed of a workload so far, gives the schedules to measure next. A {@link
 * org.lanewise.tuner.search.Strategy} holds no state of its own, so that a search that was
 * interrupted continues where it stood.
 */
@NullMarked
package org.lanewise.tuner.search;

import org.jspecify.annotations.NullMarked;
