/**
 * Takes a graph and the sizes of its inputs, gives what is known of every value: type, sizes and,
 * of constants, the elements. What stays open has a cause that a user can act on.
 */
@NullMarked
package org.lanewise.tuner.models.shapes;

import org.jspecify.annotations.NullMarked;
