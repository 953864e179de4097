package org.lanewise.schedule;

/** How many bytecodes javac makes of each statement of a kernel, at the most. */
final class Bytecodes {
    /** Loops, addresses and the definition of masks and bounds. */
    static final int FRAME = 400;

    /** The masks in it, of which images at once have so many that they are counted. */
    static final int FRAME_MASKS = 150;

    /** Naming a mask or the lanes of a pattern, of which images at once have many. */
    static final int NAMED = 20;

    /** What tells C2 the class of a vector. */
    private static final int CAST = 8;

    static final int STORE = 23;

    /** One bound of a clamp: a comparison, its mask and a selection. */
    static final int BOUND = 25 + 2 * CAST;

    /** Zeros in the lanes that are filling. */
    static final int KEEP = 14 + CAST;

    static final int START = 8;
    static final int LOAD = 25;

    /** Some lanes of one vector and some of another. */
    static final int SELECT = 21;

    /** A sum moved by some lanes and added to another. */
    static final int MOVE = 56 + 2 * CAST;

    /** A sum that lanes are selected from, and lanes of two such added to another. */
    static final int JOIN = 53;

    /** A sum as the ints that lanes are selected from. */
    static final int VIEW = 24;

    /** Zeros to select lanes from. */
    static final int ZEROS = 13;

    /** Lanes of one vector in another order. */
    static final int SPREAD = 14;

    static final int BROADCAST = 23 + CAST;
    static final int MULTIPLY = 9;
    static final int MULTIPLY_ADD = 11;
    static final int MULTIPLY_THEN_ADD = 14;

    /** An accumulator that takes over another's value. */
    static final int HAND_ON = 8;

    /** Naming the mask of a load or store. */
    static final int MASK = 2;

    /** Vectors beyond this have an index of two bytes, behind a prefix: 256 less all addresses. */
    static final int NARROW_LOCALS = 215;

    static final int WIDE_OPERAND = 2;

    private Bytecodes() {}
}
