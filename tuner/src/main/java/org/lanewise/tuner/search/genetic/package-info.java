/**
 * Takes what was measured, gives what the next generation of a genetic algorithm asks for. The only
 * package that knows Jenetics.
 */
@NullMarked
package org.lanewise.tuner.search.genetic;

import org.jspecify.annotations.NullMarked;
