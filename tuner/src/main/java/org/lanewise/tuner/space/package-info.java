/**
 * Takes nothing, gives the idea of a {@link org.lanewise.tuner.space.Space}: named parameters, the
 * combinations of their values that are valid, and what a cost model may know of each. The knobs of
 * a kernel are one, a table that others measured is another; strategies see no difference.
 */
@NullMarked
package org.lanewise.tuner.space;

import org.jspecify.annotations.NullMarked;
