/**
 * Takes a {@link org.lanewise.codegen.ir.LoopNest}, gives text: a Java class or loops for people to
 * read. Knows nothing but the nest.
 */
@NullMarked
package org.lanewise.codegen.print;

import org.jspecify.annotations.NullMarked;
