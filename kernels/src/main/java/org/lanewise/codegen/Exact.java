package org.lanewise.codegen;

/**
 * Tells C2 the class of what the Vector API returns. Its methods promise a {@code FloatVector} of
 * any width; until their bodies are inlined, late in a compilation, C2 asks the type profile for
 * the width, and that profile is shared by all kernels of the JVM. Once kernels of two widths have
 * run, it compiles every operation for both, takes far longer and leaves some vectors boxed for
 * good; the same holds for heap and native segments. A cast to a constant class is known at once,
 * and gone from the machine code.
 *
 * <p>What operations are called on needs it, or they are compiled for every class the profile
 * knows; and what is loaded, or the comparison of their classes may keep it in memory.
 */
final class Exact {
    /** The class of a kernel's vectors, of its vectors of ints, of its masks and of its memory. */
    static final String FLOATS = "FLOATS";

    static final String INTS = "INTS";
    static final String MASKS = "MASKS";
    static final String NATIVE = "NATIVE";

    private Exact() {}

    /** Declares {@link #FLOATS} for the species V. */
    static String floatsConstant() {
        return constant("? extends Vector<Float>", FLOATS, "V.vectorType()");
    }

    /** Declares {@link #INTS} for the species V. */
    static String intsConstant() {
        return constant("? extends Vector<Integer>", INTS, "V.withLanes(int.class).vectorType()");
    }

    /** Declares {@link #MASKS} for the species V. */
    static String masksConstant() {
        return constant("?", MASKS, "V.maskAll(true).getClass()");
    }

    /** Declares {@link #NATIVE}. */
    static String nativeConstant() {
        return constant("? extends MemorySegment", NATIVE, "MemorySegment.NULL.getClass()");
    }

    private static String constant(String type, String name, String value) {
        return "private static final Class<" + type + "> " + name + " = " + value + ";";
    }

    /** A vector of floats. */
    static String floats(String value) {
        return "(FloatVector) " + Locals.FLOATS + ".cast(" + value + ")";
    }

    /** A vector of ints. */
    static String ints(String value) {
        return "(IntVector) " + INTS + ".cast(" + value + ")";
    }

    /** A mask, which is called on by the checks of each access. */
    static String mask(String value) {
        return "(VectorMask<Float>) " + MASKS + ".cast(" + value + ")";
    }

    /** Native memory. */
    static String segment(String value) {
        return NATIVE + ".cast(" + value + ")";
    }
}
