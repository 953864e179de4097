/**
 * Takes a recorded table and a strategy, gives how many evaluations the strategy needs: the search
 * of a live run, with the table in the machine's place.
 */
@NullMarked
package org.lanewise.tuner.replay;

import org.jspecify.annotations.NullMarked;
