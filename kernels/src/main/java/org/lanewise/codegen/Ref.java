package org.lanewise.codegen;

import java.util.function.UnaryOperator;

/**
 * A place in memory.
 *
 * @param buffer the tensor
 * @param base name of the long that holds the address (or offset) the place is counted from
 * @param offset bytes from there, never negative, so that the JIT can prove the sum in range
 */
record Ref(Buffer buffer, String base, long offset) {
    /** The same place, counted from what has another name. */
    Ref with(UnaryOperator<String> names) {
        return new Ref(buffer, names.apply(base), offset);
    }
}
