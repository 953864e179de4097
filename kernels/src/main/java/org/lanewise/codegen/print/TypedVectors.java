package org.lanewise.codegen.print;

/**
 * Tells C2 the class of what the Vector API returns. Its methods promise a {@code FloatVector} of
 * any width; until their bodies are inlined, late in a compilation, C2 asks the type profile for
 * the width, and that profile is shared by all kernels of the JVM. Once kernels of two widths have
 * run, it compiles every operation for both, takes far longer and leaves some vectors boxed for
 * good; the same holds for heap and native segments. A cast to a constant class is known at once,
 * and gone from the machine code.
 *
 * <p>What operations are called on needs it, or they are compiled for every class the profile
 * knows; and what is loaded, or the comparison of their classes may keep it in memory. Without the
 * cast of sums that are stored, or that of pixels loaded, one kernel of 17 took 1.27 times as long
 * in a JVM that had run all widths; with casts at other places instead some stayed boxed. What was
 * cast is not cast again.
 */
final class TypedVectors {
    private TypedVectors() {}

    /** A vector of floats. */
    static String floats(String value) {
        return "(FloatVector) floats.cast(" + value + ")";
    }

    /** A vector of ints. */
    static String ints(String value) {
        return "(IntVector) INT_VECTORS.cast(" + value + ")";
    }

    /** A mask, which is called on by the checks of each access. */
    static String mask(String value) {
        return "(VectorMask<Float>) MASKS.cast(" + value + ")";
    }

    /** A mask of ints. */
    static String movedMask(String value) {
        return "(VectorMask<Integer>) INT_MASKS.cast(" + value + ")";
    }

    /** Native memory. */
    static String segment(String value) {
        return "NATIVE.cast(" + value + ")";
    }
}
