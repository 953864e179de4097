package org.lanewise.host;

import java.time.Duration;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** What touches the Vector API itself; only for JVMs that have it, which others ask first. */
final class VectorClasses {
    private static final int MOST_BITS = 512;
    private static final int VECTORS = 8;
    private static final int CALLS_A_ROUND = 1_000;

    /**
     * In the interpreter both are as slow: where nobody counts bytes, only time tells of its end.
     */
    private static final int ROUNDS_UNCOUNTED = 100;

    /** Vectors on the heap are a hundred times slower than scalar code, compiled ones faster. */
    private static final int SLOWER = 3;

    /** Apart: the classes of vectors are many, and whoever asks for the width needs none. */
    private static final class Trial {
        static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    }

    private VectorClasses() {}

    /** Widest vectors that this JVM uses and kernels are generated for, in bits. */
    static int widestBits() {
        return Math.min(MOST_BITS, VectorShape.S_Max_BIT.vectorBitSize());
    }

    /** Loads the classes that a kernel needs to be defined. */
    static boolean load() {
        return FloatVector.SPECIES_MAX.length() > 0;
    }

    /**
     * Whether a loop over vectors comes to keep them in registers: it allocates nothing and is
     * about as fast as its scalar twin at its fastest. Compared with the fastest, because a busy
     * machine makes either slower, and neither faster.
     *
     * @param limit longest time to try, of the processor's, as {@link Patience} has it
     */
    static boolean compiledWithin(Duration limit) {
        float[] data = new float[VECTORS * Trial.SPECIES.length()];
        Runnable scalar = () -> repeat(() -> scalar(data));
        Runnable vectors = () -> repeat(() -> vectors(data));
        long fastest = Long.MAX_VALUE;
        long start = Jvm.processorNanos();
        for (int round = 0; Jvm.processorNanos() - start < limit.toNanos(); round++) {
            long begin = System.nanoTime();
            scalar.run();
            long middle = System.nanoTime();
            long bytes = Jvm.allocatedBy(vectors);
            long end = System.nanoTime();
            fastest = Math.min(fastest, middle - begin);
            boolean counted = Jvm.MANAGED || round >= ROUNDS_UNCOUNTED;
            if (counted && bytes < CALLS_A_ROUND && end - middle < SLOWER * fastest) {
                return true;
            }
        }
        return false;
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < CALLS_A_ROUND; i++) {
            work.run();
        }
    }

    private static void scalar(float[] data) {
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] * data[i] + data[i];
        }
    }

    private static void vectors(float[] data) {
        for (int i = 0; i < data.length; i += Trial.SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(Trial.SPECIES, data, i);
            x.mul(x).add(x).intoArray(data, i);
        }
    }
}
