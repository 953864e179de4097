/**
 * Takes a workload and data, gives the right answer: the plain loop nest in double precision that
 * every kernel is checked against, the data it is checked with, and the slow float32 kernel that
 * serves where nothing faster can.
 */
@NullMarked
package org.lanewise.reference;

import org.jspecify.annotations.NullMarked;
