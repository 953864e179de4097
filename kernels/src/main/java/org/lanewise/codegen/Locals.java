package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;

/**
 * Constants that every vector operation names, as locals of a method: reading one takes two
 * bytecodes, reading a constant three, and HotSpot compiles no method of more than 8000.
 */
final class Locals {
    static final String SPECIES = "species";
    static final String FLOATS = "floats";
    static final String MEMORY = "all";
    static final String ORDER = "order";

    private Locals() {}

    /**
     * Declares them.
     *
     * @param raw whether all memory is addressed through one segment
     */
    static List<String> declarations(boolean raw) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "VectorSpecies<Float> " + SPECIES + " = V;",
                                "Class<? extends Vector<Float>> "
                                        + FLOATS
                                        + " = "
                                        + Exact.FLOATS
                                        + ";",
                                "ByteOrder " + ORDER + " = ByteOrder.nativeOrder();"));
        if (raw) {
            lines.add("MemorySegment " + MEMORY + " = RawMemory.ALL;");
        }
        return lines;
    }
}
