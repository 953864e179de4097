package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;

/** The one place that asks whether this JVM lets kernels with raw access address memory. */
final class NativeGate {
    /** How to mend it, the end of a sentence. */
    static final String REMEDY =
            "it addresses native memory, which this JVM denies; start it with"
                    + " --enable-native-access=ALL-UNNAMED";

    private static final boolean OPEN = allowed();

    private NativeGate() {}

    /**
     * Whether raw access is allowed; where it is neither allowed nor denied, the JVM warns once.
     */
    static boolean open() {
        return OPEN;
    }

    @SuppressWarnings("restricted") // Whether it is restricted here is the question.
    private static boolean allowed() {
        try {
            return MemorySegment.NULL.reinterpret(1).byteSize() == 1;
        } catch (IllegalCallerException denied) {
            return false;
        }
    }
}
