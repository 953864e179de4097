/**
 * Takes a workload and data, gives the right answer: the plain loop nest in double precision that
 * every kernel is checked against, and the data it is checked with.
 */
@NullMarked
package org.lanewise.reference;

import org.jspecify.annotations.NullMarked;
