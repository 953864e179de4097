package org.lanewise.runtime;

import jdk.incubator.vector.VectorShape;

/**
 * The one place that asks whether the Vector API is there. Nothing behind it is loaded before it
 * has said yes.
 */
public final class VectorGate {
    /** How to mend a missing Vector API, one sentence. */
    public static final String REMEDY =
            "The Vector API is not available in this JVM; start a JDK 25 or newer with --add-modules jdk.incubator.vector.";

    private VectorGate() {}

    /** Whether this JVM was started with the Vector API. */
    public static boolean open() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /**
     * Lets only JVMs with the Vector API through.
     *
     * @throws UnsupportedOperationException with the remedy, otherwise
     */
    public static void require() {
        if (!open()) {
            throw new UnsupportedOperationException(REMEDY);
        }
    }

    /**
     * Widest vectors that this JVM uses, in bits.
     *
     * @throws UnsupportedOperationException without the Vector API
     */
    public static int maxVectorBits() {
        require();
        return Math.min(512, Widest.bits());
    }

    /** Apart, so that the class of the incubator module is resolved only behind the gate. */
    private static final class Widest {
        static int bits() {
            return VectorShape.S_Max_BIT.vectorBitSize();
        }
    }
}
